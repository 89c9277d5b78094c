import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { codesets, linuxKeyCode, linuxKeyNames, type Codeset } from '@virt/core'
import { command, type Command } from '../../parser/command.js'
import { attempt, Failure } from '../../parser/failure.js'
import { argv, bool, string, unsigned } from '../../parser/options.js'
import { fileNames } from '../../shell/names.js'
import { chosen } from '../shared/chosen.js'
import { domain } from '../shared/lookup.js'

export const reset: Command = command({
  name: 'reset',
  summary: 'reset a domain',
  description: 'Reset the target domain as if by power button',
  options: { domain },
  run: async (session, { domain: { it, given } }) => {
    await attempt(`Failed to reset domain '${given}'`, it.reset(session.call))
    session.output.confirm(`Domain '${given}' was reset`)
  },
})

export const injectNmi: Command = command({
  name: 'inject-nmi',
  summary: 'Inject NMI to the guest',
  description: 'Inject NMI to the guest domain.',
  options: { domain },
  run: async (session, { domain: { it } }) => it.injectNmi(session.call),
})

export const sendKey: Command = command({
  name: 'send-key',
  summary: 'Send keycodes to the guest',
  description: 'Send keycodes (integers or symbolic names) to the guest',
  options: {
    domain,
    codeset: string('the codeset of keycodes, default:linux', { complete: () => codesets }),
    holdtime: unsigned('the time (in milliseconds) how long the keys will be held'),
    keycode: argv('the key code', { complete: () => linuxKeyNames }),
  },
  run: async (session, { domain: { it }, codeset: name = 'linux', holdtime, keycode }) => {
    const codeset = codesetOf(name)
    const codes = keycode.map((key) => codeOf(key, codeset))
    await it.sendKey(codes, { codeset, ...(holdtime && { holdTime: holdtime }), ...session.call })
  },
})

function codesetOf(name: string): Codeset {
  const found = name === 'rfb' ? 'qnum' : codesets.find((each) => each === name)
  if (found) return found
  throw new Failure(`unknown codeset: '${name}'`)
}

function codeOf(key: string, codeset: Codeset): number {
  const code = codeset === 'linux' ? linuxKeyCode(key) : undefined
  const number = code ?? (/^(0x[0-9a-f]+|\d+)$/i.test(key) ? Number(key) : 0)
  if (number > 0 && number <= 0xffff) return number
  throw new Failure(`invalid keycode: '${key}'`)
}

export const screenshot: Command = command({
  name: 'screenshot',
  summary: 'take a screenshot of a current domain console and store it into a file',
  description: 'screenshot of a current domain console',
  options: {
    domain,
    file: string('where to store the screenshot', { complete: fileNames }),
    screen: unsigned('ID of a screen to take screenshot of'),
  },
  run: async (session, { domain: { it, given }, file, screen }) => {
    const picture = await attempt(
      `could not take a screenshot of ${given}`,
      it.screenshot({ ...(screen !== undefined && { screen }), ...session.call }),
    )
    const path = file ?? `${it.name.replaceAll('/', '_')}-${stamp(new Date())}.png`
    const place = createWriteStream(resolve(session.cwd, path), { flags: 'w', mode: 0o600 })
    await attempt(`cannot write data to file '${path}'`, pipeline(picture, place, { signal: session.signal }))
    session.output.confirm(`Screenshot saved to ${path}, with type of image/png`)
  },
})

/** Local time, as virsh puts it into file names. */
function stamp(now: Date): string {
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString()
  return `${local.slice(0, 10)}-${local.slice(11, 19)}`
}

export const qemuMonitorCommand: Command = command({
  name: 'qemu-monitor-command',
  summary: 'QEMU Monitor Command',
  options: {
    domain,
    hmp: bool('command is in human monitor protocol'),
    pretty: bool('pretty-print any qemu monitor protocol output'),
    'return-value': bool("extract the value of the 'return' key from the returned string"),
    cmd: argv('command'),
  },
  run: async (session, { domain: { it }, hmp, pretty, 'return-value': value, cmd }) => {
    if (hmp && (pretty || value))
      throw new Failure(`Options --hmp and --${pretty ? 'pretty' : 'return-value'} are mutually exclusive`)
    const answer = await it.monitorCommand(cmd.join(' '), { ...chosen({ hmp }), ...session.call })
    session.output.print(hmp ? ended(answer) : ended(shown(answer, pretty, value)))
  },
})

const ended = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`)

function shown(answer: string, pretty: boolean, value: boolean): string {
  if (!pretty && !value) return answer
  const whole = JSON.parse(answer) as { return?: unknown }
  if (value && !('return' in whole)) throw new Failure("'return' member missing")
  return JSON.stringify(value ? whole.return : whole, null, pretty ? 2 : undefined)
}
