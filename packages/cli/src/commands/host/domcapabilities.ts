import { command, type Command } from '../../parser/command.js'
import { string } from '../../parser/options.js'

export const domcapabilities: Command = command({
  name: 'domcapabilities',
  summary: 'domain capabilities',
  description: 'Returns capabilities of emulator with respect to host and libvirt.',
  options: {
    virttype: string('virtualization type (/domain/@type)'),
    emulatorbin: string('path to emulator binary (/domain/devices/emulator)'),
    arch: string('domain architecture (/domain/os/type/@arch)'),
    machine: string('machine type (/domain/os/type/@machine)'),
  },
  run: async (session, { virttype, emulatorbin, arch, machine }) => {
    const connection = await session.connection()
    const request = { type: virttype, emulator: emulatorbin, arch, machine }
    session.output.line(await connection.domainCapabilitiesXml(request, session.call))
  },
})
