import { format, present } from '../../output/format.js'
import { command, type Command } from '../../parser/command.js'
import { exclusive, requires } from '../../parser/exclusive.js'
import { Failure } from '../../parser/failure.js'
import { bool, string } from '../../parser/options.js'
import { formatCpuSet, parseCpuSet } from '../shared/cpu-set.js'
import { domain } from '../shared/lookup.js'

export const guestvcpus: Command = command({
  name: 'guestvcpus',
  summary: 'query or modify state of vcpu in the guest (via agent)',
  description: "Use the guest agent to query or set cpu state from guest's point of view",
  options: {
    domain,
    cpulist: string('list of cpus to enable or disable'),
    enable: bool('enable cpus specified by cpulist'),
    disable: bool('disable cpus specified by cpulist'),
    format,
  },
  run: async (session, { domain: { it }, cpulist, enable, disable, format: wanted }) => {
    exclusive({ enable, disable }, 'enable', 'disable')
    requires({ enable, cpulist }, 'enable', 'cpulist')
    requires({ disable, cpulist }, 'disable', 'cpulist')
    if (cpulist !== undefined) {
      if (!enable && !disable)
        throw new Failure('One of options --enable or --disable is required by option --cpulist')
      const cpus = parseCpuSet(cpulist)
      if (!cpus) throw new Failure(`Invalid cpulist '${cpulist}'`)
      return it.setGuestVcpus(cpus, enable, session.call)
    }
    const { vcpus, online, offlinable } = await it.guestVcpus(session.call)
    present(session, wanted, { vcpus, online, offlinable }, () =>
      Object.entries({ vcpus, online, offlinable })
        .map(([name, cpus]) => `${name.padEnd(15)}: ${formatCpuSet(cpus)}\n`)
        .join(''),
    )
  },
})
