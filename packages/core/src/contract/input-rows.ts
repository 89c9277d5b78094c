import { flags, integer, list } from './arguments.js'
import { codesets, type InputOperations, type ScreenshotFlags, type SendKeyFlags } from './input.js'
import { domain } from './common-arguments.js'
import type { Rows } from './operations.js'
import { change } from './traits.js'

/** Buttons, keys, screen. */
export const inputRows: Rows<`domains.${keyof InputOperations}`> = {
  'domains.reset': change([domain]),
  'domains.injectNmi': change([domain]),
  'domains.sendKey': change([
    domain,
    list(integer('keycode', 0, 0xffff), 1, 16),
    flags<SendKeyFlags>('flags', { codeset: codesets, holdTime: 'number' }),
  ]),
  'domains.screenshot': change([domain, flags<ScreenshotFlags>('flags', { screen: 'number' })], {
    result: 'stream',
  }),
}
