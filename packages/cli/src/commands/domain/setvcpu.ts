import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { Failure } from '../../parser/failure.js'
import { bool, data } from '../../parser/options.js'
import { affected, affecting } from '../shared/affect.js'
import { parseCpuSet } from '../shared/cpu-set.js'
import { domain } from '../shared/lookup.js'

export const setvcpu: Command = command({
  name: 'setvcpu',
  summary: 'attach/detach vcpu or groups of threads',
  description: 'Add or remove vcpus',
  options: {
    domain,
    vcpulist: data('ids of vcpus to manipulate'),
    enable: bool('enable cpus specified by cpumap'),
    disable: bool('disable cpus specified by cpumap'),
    ...affecting,
  },
  run: async (session, { domain: { it }, vcpulist, enable, disable, ...affect }) => {
    exclusive({ enable, disable }, 'enable', 'disable')
    const flags = { ...affected(affect), ...session.call }
    if (!enable && !disable) throw new Failure('one of --enable, --disable is required')
    const vcpus = parseCpuSet(vcpulist)
    if (!vcpus) throw new Failure(`Invalid vcpulist '${vcpulist}'`)
    await it.setVcpu(vcpus, enable, flags)
  },
})
