import type { DeviceSecurityLabel, SecurityLabel } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'

type Label = Partial<SecurityLabel & DeviceSecurityLabel>

/**
 * Refuse what is to have a label of a security module, wherever in a description of a domain or a device that is said: labels are nothing
 * that this driver gives.
 *
 * @throws CONFIG_UNSUPPORTED in libvirt's words for a host without the module
 */
export function checkLabels(description: object): void {
  for (const [name, value] of Object.entries(description) as [string, unknown][]) {
    if (name === 'seclabels') (value as readonly Label[] | undefined)?.forEach(checkLabel)
    else if (typeof value === 'object' && value !== null) checkLabels(value)
  }
}

function checkLabel({ type, model, relabel, labelskip }: Label): void {
  const asksForNone = type === 'none' || labelskip === true || (type === undefined && relabel === false)
  if (asksForNone || model === undefined || model === 'none') return
  throw new VirtError('CONFIG_UNSUPPORTED', `Unable to find security driver for model ${model}`, {
    origin: 'QEMU',
  })
}
