import { createRequire } from 'node:module'
import { parseUri, VirtError } from '@virt/core/driver'
import { activatedSockets, startStatus } from '@virt/core/rpc'
import { type Account, accountOf, usualAccount } from './account.js'
import { help } from './help.js'
import { installedDrivers } from './installed-drivers.js'
import { type Log, logOf } from './log.js'
import { parseCommandLine, type ServeRequest } from './options.js'
import { ProxyDaemon } from './proxy-daemon.js'

const idleSeconds = 30

/** The program `virt-proxyd`. Resolves when the daemon serves; the process ends when the daemon does. */
export async function main(argv: readonly string[] = process.argv.slice(2)): Promise<void> {
  try {
    const request = parseCommandLine(argv)
    if (request.action === 'serve') await run(request, logOf(request.logLevel))
    else process.stdout.write(request.action === 'help' ? help : `${version()}\n`)
  } catch (error) {
    logOf('error').error((error as Error).message)
    process.exitCode = startStatus(error)
  }
}

async function run(request: ServeRequest, log: Log): Promise<void> {
  process.stderr.on('error', () => undefined)
  for (const name of ['SIGHUP', 'SIGUSR1'] as const) process.on(name, () => undefined)
  const asked = signalled(['SIGTERM', 'SIGINT'])
  const daemon = await start(request, log)
  for (const { driver, status, reason } of daemon.channels)
    log.info(`${driver}: ${status}${reason ? ` (${reason})` : ''}`)
  void Promise.race([asked, daemon.ended]).then(async (end) => {
    if (VirtError.is(end)) log.error(`upstream is lost: ${end.message}`)
    else log.info(end)
    await daemon.close()
    process.exit(VirtError.is(end) ? 1 : 0)
  })
}

async function start(request: ServeRequest, log: Log): Promise<ProxyDaemon> {
  const { uri, socket, maxClients, messagesPerSecond } = request
  const [activated] = activatedSockets()
  const user = await successor(request.user)
  const daemon = await ProxyDaemon.start({
    uri,
    registry: await installedDrivers(parseUri(uri).scheme, log.warning),
    socket,
    activated,
    user,
    timeout: (request.timeout ?? (activated ? idleSeconds : 0)) || undefined,
    limits: { ...(maxClients && { maxClients }), ...(messagesPerSecond && { messagesPerSecond }) },
    log,
  })
  log.info(`serving ${uri} on ${activated ? 'the socket of the service manager' : socket}`)
  return daemon
}

/** Only root can become somebody else, and does unless it is told to stay. */
async function successor(user: string | undefined): Promise<Account | undefined> {
  if (process.getuid?.() === 0) return user === undefined ? usualAccount() : accountOf(user)
  if (user === undefined) return undefined
  throw new VirtError('INVALID_ARG', '--user is for a daemon that is started as root', { origin: 'PROXY' })
}

function signalled(names: readonly NodeJS.Signals[]): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const name of names) process.on(name, () => resolve(name))
  })
}

function version(): string {
  const manifest = createRequire(import.meta.url)('../package.json') as { version: string }
  return manifest.version
}
