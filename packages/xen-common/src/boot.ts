import type { BootDevice } from '@virt/core/config'

const letters: Readonly<Record<BootDevice, string>> = { fd: 'a', hd: 'c', cdrom: 'd', network: 'n' }

/** `cdn`: what the BIOS tries, in this order. Letters without a meaning are passed over. */
export function bootsFromLetters(text: string): readonly BootDevice[] {
  const devices = Object.keys(letters) as BootDevice[]
  return Array.from(text).flatMap((letter) => devices.find((device) => letters[device] === letter) ?? [])
}

export function bootsToLetters(boots: readonly BootDevice[]): string {
  return boots.map((boot) => letters[boot]).join('')
}
