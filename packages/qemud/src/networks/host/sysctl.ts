import { readFileSync, writeFileSync } from 'node:fs'
import { VirtError } from '@virt/core/driver'

/** Set a switch of the kernel's network code, unless it is so already. */
export function setSysctl(name: string, value: string): void {
  const path = `/proc/sys/net/${name}`
  try {
    if (readFileSync(path, 'latin1').trim() !== value) writeFileSync(path, value)
  } catch (cause) {
    const { message } = cause as Error
    throw new VirtError('SYSTEM_ERROR', `cannot set net/${name} to ${value}: ${message}`, {
      origin: 'NETWORK',
      cause,
    })
  }
}
