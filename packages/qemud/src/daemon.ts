import { createRequire } from 'node:module'
import { VirtError } from '@virt/core/driver'
import { activatedSockets, startStatus } from '@virt/core/rpc'
import { Daemon } from './daemon/daemon.js'
import { help } from './daemon/help.js'
import { parseCommandLine, type DaemonRequest } from './daemon/options.js'
import { sessionLayout, sessionRuntime, systemLayout } from './store/layout.js'

/** The program `virt-qemud`. Resolves when the daemon serves; the process ends when the daemon does. */
export async function main(argv: readonly string[] = process.argv.slice(2)): Promise<void> {
  try {
    const request = parseCommandLine(argv)
    if (request.action === 'serve') await run(request)
    else process.stdout.write(request.action === 'help' ? help : `${version()}\n`)
  } catch (error) {
    say(`error: ${(error as Error).message}`)
    process.exitCode = startStatus(error)
  }
}

async function run(request: DaemonRequest & { action: 'serve' }): Promise<void> {
  process.stderr.on('error', () => undefined)
  process.on('SIGHUP', () => undefined)
  const asked = signalled(['SIGTERM', 'SIGINT'])
  const daemon = await Daemon.start({
    ...placeOf(request),
    scope: request.scope,
    activated: activatedSockets(),
    timeout: request.timeout,
    warn: (message) => say(`warning: ${message}`),
    inform: request.verbose ? say : () => undefined,
  })
  void Promise.race([asked, daemon.idle]).then(async () => {
    await daemon.close()
    process.exit(0)
  })
}

function placeOf({ scope, socketDirectory }: DaemonRequest & { action: 'serve' }) {
  if (scope === 'session')
    return { layout: sessionLayout(), socketDirectory: socketDirectory ?? sessionRuntime() }
  if (process.getuid?.() !== 0)
    throw new VirtError('ACCESS_DENIED', 'a system daemon needs root; try --session', { origin: 'QEMU' })
  return { layout: systemLayout(), socketDirectory: socketDirectory ?? '/run/virt' }
}

function signalled(names: readonly NodeJS.Signals[]): Promise<void> {
  return new Promise((resolve) => {
    for (const name of names) process.on(name, () => resolve())
  })
}

function version(): string {
  const manifest = createRequire(import.meta.url)('../package.json') as { version: string }
  return manifest.version
}

function say(message: string): void {
  process.stderr.write(`virt-qemud: ${message}\n`)
}
