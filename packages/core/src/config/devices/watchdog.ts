import type { AcpiIndex, DeviceInfo } from './common.js'

/** `<watchdog>`. */
export interface WatchdogConfig extends DeviceInfo {
  readonly model: 'i6300esb' | 'ib700' | 'diag288' | 'itco'
  readonly action?: 'reset' | 'shutdown' | 'poweroff' | 'pause' | 'dump' | 'none' | 'inject-nmi'
  readonly acpi?: AcpiIndex
}
