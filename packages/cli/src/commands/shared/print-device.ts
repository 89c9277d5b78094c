import type { DeviceConfig } from '@virt/core'
import type { Session } from '../../session.js'

/** What `--print-xml` shows instead of a change. */
export async function printDevice(session: Session, device: DeviceConfig): Promise<void> {
  const { formatDevice } = await import('@virt/core/config')
  session.output.print(formatDevice(device))
}
