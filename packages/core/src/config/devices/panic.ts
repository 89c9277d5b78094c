import type { AcpiIndex, DeviceInfo } from './common.js'

/** `<panic>`: how a guest tells that it crashed. */
export interface PanicConfig extends DeviceInfo {
  readonly model?: 'isa' | 'pseries' | 'hyperv' | 's390' | 'pvpanic'
  readonly acpi?: AcpiIndex
}
