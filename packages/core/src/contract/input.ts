import type { Readable } from 'node:stream'
import type { Call } from './call.js'
import type { DomainRef } from './refs.js'

/** What the numbers of keys mean (`virKeycodeSet`). `qnum` is `xt` with 0x80 for the keys that have a prefix. */
export const codesets = ['linux', 'xt', 'atset1', 'usb', 'win32', 'qnum'] as const

export type Codeset = (typeof codesets)[number]

export interface SendKeyFlags {
  /** Default `linux`: `KEY_*` of the kernel's input-event-codes.h. */
  readonly codeset?: Codeset
  /** Milliseconds that the keys are held down. Absent: the hypervisor's usual time. */
  readonly holdTime?: number
}

export interface ScreenshotFlags {
  /** Number of the screen: graphics devices from 0 on, and the heads of each. Default 0. */
  readonly screen?: number
}

/** What a driver can do with a guest as somebody who sits before it: buttons, keys, screen. */
export interface InputOperations {
  /** Press the reset button (`virDomainReset`). The guest is not asked. */
  reset(domain: DomainRef, call: Call): Promise<void>
  /** Press the NMI button: a kernel may be set up to dump itself (`virDomainInjectNMI`). */
  injectNmi(domain: DomainRef, call: Call): Promise<void>
  /** Press 1 to 16 keys together, in this order, and release them (`virDomainSendKey`). INVALID_ARG for a number that is no key. */
  sendKey(domain: DomainRef, keycodes: readonly number[], flags: SendKeyFlags, call: Call): Promise<void>
  /** What the screen shows, as the bytes of a PNG file (`virDomainScreenshot`). */
  screenshot(domain: DomainRef, flags: ScreenshotFlags, call: Call): Promise<Readable>
}
