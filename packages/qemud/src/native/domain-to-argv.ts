import { join } from 'node:path'
import type { DomainConfig } from '@virt/core/config'
import { buildCommand, type BuiltCommand } from '../command-line/build.js'
import { hostArch } from '../emulators/architectures.js'
import { assumedEmulator } from '../emulators/assumed.js'
import type { Emulator } from '../emulators/emulator.js'
import { Emulators } from '../emulators/emulators.js'
import { virtTypeOf } from '../engine/find-emulator.js'
import { nvramPath } from '../engine/nvram.js'
import { sessionLayout, systemLayout } from '../store/layout.js'
import { shellText } from './shell-text.js'

/**
 * The command line that would start a domain, as virsh shows it: environment, emulator and options, each on a line of its
 * own, fit for a shell. Nothing is started but an emulator to ask it what it can do, no file need exist, and KVM counts as
 * there (`virConnectDomainXMLToNative` with `qemu-argv`). Where no emulator of the architecture is installed, a QEMU 7.2
 * that has everything is assumed.
 *
 * @throws CONFIG_UNSUPPORTED naming what this driver or the emulator cannot do; INVALID_ARG for a domain of another hypervisor.
 */
export async function domainToArgv(config: DomainConfig): Promise<string> {
  virtTypeOf(config.type)
  const { environment, emulator, argv } = await commandOf({ ...config, id: undefined })
  return shellText(environment, [emulator, ...argv])
}

async function commandOf(config: DomainConfig): Promise<BuiltCommand> {
  const layout = process.getuid?.() === 0 ? systemLayout() : sessionLayout()
  const uuid = config.uuid ?? '00000000-0000-0000-0000-000000000000'
  return buildCommand(withBridges(config), {
    emulator: await emulatorFor(config),
    kvm: true,
    monitor: join(layout.sockets, `${config.name}.monitor`),
    directory: join(layout.sockets, uuid),
    secrets: join(layout.config, 'secrets'),
    nvram: nvramPath(layout, uuid),
  })
}

/** The emulator that the domain names, any other of its architecture, or one that we know of. */
async function emulatorFor({ os, devices }: DomainConfig): Promise<Emulator> {
  const emulators = new Emulators()
  const { arch, machine } = os.type
  const path = devices?.emulator
  const named = path === undefined ? undefined : await emulators.find({ path, arch }).catch(() => undefined)
  if (named) return named
  const installed = await emulators.find({ arch }).catch(() => undefined)
  return installed ?? assumedEmulator(arch ?? hostArch(), machine, path)
}

/** Which bridge a network has is only known while it runs. */
function withBridges(config: DomainConfig): DomainConfig {
  const interfaces = config.devices?.interfaces?.map((nic) =>
    nic.type === 'network' && nic.source?.bridge === undefined
      ? { ...nic, source: { ...nic.source, bridge: 'virbr0' } }
      : nic,
  )
  return interfaces ? { ...config, devices: { ...config.devices, interfaces } } : config
}
