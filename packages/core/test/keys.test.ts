import { expect, test } from 'vitest'
import { linuxKeyCode, linuxKeyNames, qnumOf, type Codeset } from '../src/driver.js'

test.each<[Codeset, number, number | undefined]>([
  ['linux', 29, 0x1d],
  ['linux', 97, 0x9d],
  ['linux', 111, 0xd3],
  ['xt', 0x1d, 0x1d],
  ['xt', 0xe01d, 0x9d],
  ['atset1', 0xe053, 0xd3],
  ['usb', 0xe0, 0x1d],
  ['win32', 0x2e, 0xd3],
  ['qnum', 0xd3, 0xd3],
  ['linux', 0, undefined],
  ['usb', 0xffff, undefined],
])('%s %i is %s to QEMU', (codeset, code, qnum) => {
  expect(qnumOf(codeset, code)).toBe(qnum)
})

test('keys have names of their own, and numbers', () => {
  expect(new Set(linuxKeyNames).size).toBe(linuxKeyNames.length)
  expect([linuxKeyCode('KEY_LEFTCTRL'), linuxKeyCode('KEY_DELETE'), linuxKeyCode('KEY_NONE')]).toEqual([
    29,
    111,
    undefined,
  ])
})
