import type { DomainConfig, InputConfig } from '@virt/core/config'

const pointing = ['mouse', 'keyboard'] as const

/**
 * The devices that every guest of Xen has without its configuration saying so: a mouse and a keyboard, and the balloon that
 * gives memory back.
 */
export function withGivenDevices(domain: DomainConfig): DomainConfig {
  const { devices = {}, os } = domain
  const bus = os.type.name === 'hvm' ? 'ps2' : 'xen'
  const { inputs = [], memballoon = { model: 'xen' } } = devices
  const missing = pointing
    .filter((type) => !inputs.some((input) => input.type === type && input.bus === bus))
    .map((type): InputConfig => ({ type, bus }))
  return { ...domain, devices: { ...devices, inputs: [...inputs, ...missing], memballoon } }
}
