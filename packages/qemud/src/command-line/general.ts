import { keyValues } from './options.js'
import { isX86, type Plan } from './plan.js'

/** What every domain begins with: its name, paused, none of QEMU's own ideas. */
export function identityOptions({ config }: Plan): readonly string[] {
  return ['-name', keyValues('', { guest: config.name, 'debug-threads': true }), '-S']
}

/** Memory, uuid, and what QEMU shall not bring along. */
export function baseOptions({ config }: Plan): readonly string[] {
  return [
    '-m',
    `size=${config.memory}k`,
    '-overcommit',
    'mem-lock=off',
    ...(config.uuid === undefined ? [] : ['-uuid', config.uuid]),
    '-no-user-config',
    '-nodefaults',
  ]
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
  const sleep = (property: string, enabled: boolean | undefined): readonly string[] =>
    enabled === undefined || !isX86(plan) ? [] : ['-global', `${device}.${property}=${enabled ? 0 : 1}`]
  return [
    '-no-shutdown',
    ...sleep('disable_s3', pm?.suspendToMem?.enabled),
    ...sleep('disable_s4', pm?.suspendToDisk?.enabled),
    ...(plan.config.features?.vmcoreinfo && plan.config.features.vmcoreinfo.state !== false
      ? ['-device', 'vmcoreinfo']
      : []),
  ]
}

/** Confinement, when this QEMU has it, and messages with their time. */
export function closingOptions({ emulator }: Plan): readonly string[] {
  const sandbox = emulator.options.get('sandbox')?.has('elevateprivileges')
    ? ['-sandbox', 'on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny']
    : []
  return [...sandbox, '-msg', 'timestamp=on']
}
