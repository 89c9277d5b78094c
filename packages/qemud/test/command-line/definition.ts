import { parseDomain } from '@virt/core/config'
import { assumedEmulator } from '../../src/emulators/assumed.js'
import { commandOf } from './corpus/measure.js'

export interface Machine {
  readonly machine?: string
  readonly arch?: string
}

/** A domain of KVM with some elements, and some devices. */
export function definition(
  elements: string,
  devices: string,
  { machine = 'pc', arch = 'x86_64' }: Machine,
): string {
  const os = elements.includes('<os>') ? '' : `<os><type arch='${arch}' machine='${machine}'>hvm</type></os>`
  const vcpu = /<vcpu[ >]/.test(elements) ? '' : '<vcpu>2</vcpu>'
  const frame = `<name>d</name><memory>1048576</memory>${vcpu}${os}`
  return `<domain type='kvm'>${frame}${elements}<devices>${devices}</devices></domain>`
}

/** The command line of such a domain under an emulator that has everything. */
export function build(elements: string, devices: string, machine: Machine = {}): readonly string[] {
  const config = parseDomain(definition(elements, devices, machine))
  return commandOf(config, assumedEmulator(machine.arch ?? 'x86_64', machine.machine ?? 'pc'))
}
