import { closeSync, openSync } from 'node:fs'

/** Whether this process may use KVM on this host: /dev/kvm opens for reading and writing. */
export function kvmUsable(device: string = '/dev/kvm'): boolean {
  try {
    closeSync(openSync(device, 'r+'))
    return true
  } catch {
    return false
  }
}
