import { parseArgs } from 'node:util'
import { VirtError } from '@virt/core/driver'
import { type Level, levels } from './log.js'
import { proxySocket } from './proxy-socket.js'

/** What the daemon is to do. */
export interface ServeRequest {
  readonly action: 'serve'
  readonly uri: string
  readonly socket: string
  /** Whom to become; absent: the default of the account that it runs as. */
  readonly user?: string
  /** Seconds; 0: never idle. Absent: as it was started. */
  readonly timeout?: number
  readonly maxClients?: number
  readonly messagesPerSecond?: number
  readonly logLevel: Level
}

/** What the daemon was asked for on its command line. */
export type ProxyRequest = ServeRequest | { readonly action: 'help' | 'version' }

const words = {
  connect: { type: 'string', short: 'c', default: 'xen:///' },
  socket: { type: 'string', short: 's', default: proxySocket },
  user: { type: 'string', short: 'u' },
  timeout: { type: 'string', short: 't' },
  'max-clients': { type: 'string' },
  rate: { type: 'string' },
  'log-level': { type: 'string', short: 'l', default: 'warning' },
  verbose: { type: 'boolean', short: 'v' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const

/** @throws INVALID_ARG for a command line that makes no sense. */
export function parseCommandLine(argv: readonly string[]): ProxyRequest {
  const values = parsed(argv)
  if (values.help) return { action: 'help' }
  if (values.version) return { action: 'version' }
  const { connect, socket, user, timeout, rate } = values
  if (!socket.startsWith('/')) throw invalid('--socket must be an absolute path')
  return {
    action: 'serve',
    uri: connect,
    socket,
    user,
    timeout: number('--timeout', timeout, 0, 2_000_000),
    maxClients: number('--max-clients', values['max-clients'], 1, 10_000),
    messagesPerSecond: number('--rate', rate, 1, 1_000_000),
    logLevel: values.verbose ? 'info' : level(values['log-level']),
  }
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], strict: true, allowPositionals: false, options: words }).values
  } catch (error) {
    throw invalid((error as Error).message)
  }
}

function number(option: string, text: string | undefined, min: number, max: number): number | undefined {
  if (text === undefined) return undefined
  const value = /^\d+$/.test(text) ? Number(text) : NaN
  if (value >= min && value <= max) return value
  throw invalid(`${option} must be a number from ${min} to ${max}, not '${text}'`)
}

function level(text: string): Level {
  const found = levels.find((each) => each === text)
  if (found) return found
  throw invalid(`--log-level must be one of ${levels.join(', ')}, not '${text}'`)
}

function invalid(detail: string): VirtError {
  return new VirtError('INVALID_ARG', detail, { origin: 'PROXY' })
}
