import { hasProperty } from '../emulators/emulator.js'
import { jsonOption, keyValues } from './options.js'
import { isX86, model, unsupported, type Plan } from './plan.js'

/** What every domain begins with: its name, paused, none of QEMU's own ideas. */
export function identityOptions({ config }: Plan): readonly string[] {
  return ['-name', keyValues('', { guest: config.name, 'debug-threads': true }), '-S']
}

/** The uuid, and what QEMU shall not bring along. */
export function baseOptions({ config }: Plan): readonly string[] {
  return [...(config.uuid === undefined ? [] : ['-uuid', config.uuid]), '-no-user-config', '-nodefaults']
}

/** The monitor: QEMU comes to the daemon's socket, and comes back within a second when the daemon was restarted. */
export function monitorOptions(path: string): readonly string[] {
  return [
    '-chardev',
    keyValues('socket', { id: 'charmonitor', path, reconnect: 1 }),
    '-mon',
    'chardev=charmonitor,id=monitor,mode=control',
  ]
}

/** QEMU stays when the guest powers off, so that the engine sees why and decides. */
export function powerOptions(plan: Plan): readonly string[] {
  const { pm } = plan.config
  const device = plan.family.name === 'q35' ? 'ICH9-LPC' : 'PIIX4_PM'
  const sleep = (state: 's3' | 's4', enabled: boolean | undefined): readonly string[] => {
    if (enabled === undefined) return []
    if (!isX86(plan) || !hasProperty(plan.emulator, device, `disable_${state}`))
      throw unsupported(`setting ACPI ${state.toUpperCase()} not supported`)
    return ['-global', `${device}.disable_${state}=${enabled ? 0 : 1}`]
  }
  return [
    '-no-shutdown',
    ...sleep('s3', pm?.suspendToMem?.enabled),
    ...sleep('s4', pm?.suspendToDisk?.enabled),
  ]
}

/** Devices that are features: a place for the kernel's crash notes, the generation of the machine, SMM's memory. */
export function featureOptions(plan: Plan): readonly string[] {
  const { features, genid, name } = plan.config
  const { vmcoreinfo, smm } = features ?? {}
  if (genid === true) throw unsupported(`domain '${name}' has no generation id yet`)
  return [
    ...(vmcoreinfo && vmcoreinfo.state !== false ? ['-device', model(plan, 'vmcoreinfo')] : []),
    ...(genid === undefined
      ? []
      : jsonOption('-device', { driver: model(plan, 'vmgenid'), guid: genid, id: 'vmgenid0' })),
    ...(smm?.tseg === undefined ? [] : ['-global', `mch.extended-tseg-mbytes=${smm.tseg / 1024}`]),
    ...(plan.config.os.loader?.secure ? ['-global', 'driver=cfi.pflash01,property=secure,value=on'] : []),
  ]
}

/** Confinement, when this QEMU has it, and messages with their time. */
export function closingOptions({ emulator }: Plan): readonly string[] {
  const sandbox = emulator.options.get('sandbox')?.has('elevateprivileges')
    ? ['-sandbox', 'on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny']
    : []
  return [...sandbox, '-msg', 'timestamp=on']
}
