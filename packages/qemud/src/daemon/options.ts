import { parseArgs } from 'node:util'
import { VirtError } from '@virt/core/driver'

/** What the daemon was asked for on its command line. */
export type DaemonRequest =
  | { readonly action: 'help' | 'version' }
  | {
      readonly action: 'serve'
      readonly scope: 'session' | 'system'
      /** Seconds without client and guest until it exits; absent: it stays. */
      readonly timeout?: number
      readonly socketDirectory?: string
      readonly verbose: boolean
    }

/** @throws INVALID_ARG for a command line that makes no sense. */
export function parseCommandLine(argv: readonly string[]): DaemonRequest {
  const values = words(argv)
  if (values.help) return { action: 'help' }
  if (values.version) return { action: 'version' }
  if (values.session && values.system) throw invalid('--session and --system exclude each other')
  const scope = values.system ? 'system' : 'session'
  const timeout = values.timeout === undefined ? undefined : seconds(values.timeout)
  const socketDirectory = values['socket-dir']
  if (socketDirectory !== undefined && !socketDirectory.startsWith('/'))
    throw invalid('--socket-dir must be an absolute path')
  return { action: 'serve', scope, timeout, socketDirectory, verbose: values.verbose ?? false }
}

function words(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: false,
      options: {
        session: { type: 'boolean' },
        system: { type: 'boolean' },
        timeout: { type: 'string', short: 't' },
        'socket-dir': { type: 'string' },
        verbose: { type: 'boolean', short: 'v' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'V' },
      },
    }).values
  } catch (error) {
    throw invalid((error as Error).message)
  }
}

function seconds(text: string): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < 1 || value > 2_000_000)
    throw invalid(`--timeout must be a number of seconds, not '${text}'`)
  return value
}

function invalid(detail: string): VirtError {
  return new VirtError('INVALID_ARG', detail, { origin: 'QEMU' })
}
