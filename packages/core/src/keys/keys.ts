import type { Codeset } from '../contract/input.js'
import { keyTable } from './key-table.js'

const columns = { linux: 1, qnum: 2, usb: 3, win32: 4 } as const

/** The number that a key of any set has among QEMU's; `undefined`: it is no key of that set. */
export function qnumOf(codeset: Codeset, code: number): number | undefined {
  if (codeset === 'qnum') return known(2, code)
  if (codeset === 'xt' || codeset === 'atset1') return known(2, withoutPrefix(code))
  return known(columns[codeset], code)
}

/** The number of a key by its name, `KEY_LEFTCTRL`, among the kernel's; `undefined`: there is no such key. */
export function linuxKeyCode(name: string): number | undefined {
  return keyTable.find(([each]) => `KEY_${each}` === name)?.[columns.linux]
}

/** The names of all keys. */
export const linuxKeyNames: readonly string[] = keyTable.map(([name]) => `KEY_${name}`)

function known(column: 1 | 2 | 3 | 4, code: number): number | undefined {
  return keyTable.find((row) => row[column] === code)?.[columns.qnum]
}

/** A second byte 0xe0 before a scancode of a PC's keyboard is bit 7 for QEMU. */
function withoutPrefix(code: number): number {
  return code >> 8 === 0xe0 ? (code & 0x7f) | 0x80 : code
}
