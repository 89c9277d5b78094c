import type { InputConfig } from '../devices/input.js'
import type { DomainConfig } from '../domain/domain.js'
import type { Draft } from './draft.js'

const x86 = new Set(['i686', 'x86_64'])
const pointing = ['mouse', 'keyboard'] as const

/** A bus for each, and the mouse and keyboard that a PC with a display always has. */
export function completeInputs(domain: Draft<DomainConfig>): void {
  const { devices, os } = domain
  if (devices === undefined) return
  const inputs = (devices.inputs ?? []).map((input) => withBus(input, domain))
  if (devices.graphics !== undefined && x86.has(os.type.arch ?? '')) {
    const bus = os.type.name === 'hvm' ? 'ps2' : 'xen'
    for (const type of pointing)
      if (!inputs.some((input) => input.type === type && input.bus === bus)) inputs.push({ type, bus })
  }
  if (inputs.length > 0) domain.devices = { ...devices, inputs }
}

function withBus(input: InputConfig, { os }: DomainConfig): InputConfig {
  const { type, bus } = input
  if ((bus !== undefined && bus !== 'default') || type === 'evdev') return input
  if (type === 'passthrough') return { ...input, bus: 'virtio' }
  if (os.type.name !== 'hvm') return { ...input, bus: 'xen' }
  return { ...input, bus: type !== 'tablet' && x86.has(os.type.arch ?? '') ? 'ps2' : 'usb' }
}
