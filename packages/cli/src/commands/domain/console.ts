import type { Duplex } from 'node:stream'
import { VirtError, type Domain } from '@virt/core'
import { isTerminal, type Environment } from '../../environment.js'
import { command, type Command } from '../../parser/command.js'
import { Failure } from '../../parser/failure.js'
import { bool, string } from '../../parser/options.js'
import type { Session } from '../../session.js'
import { domain } from '../shared/lookup.js'

interface ConsoleWishes {
  readonly device?: string
  readonly force?: boolean
}

export const console: Command = command({
  name: 'console',
  summary: 'connect to the guest console',
  description: 'Connect the virtual serial console for the guest.',
  options: {
    domain,
    devname: string('character device name', { named: false }),
    force: bool('force console connection (disconnect already connected sessions)'),
  },
  run: (session, { domain: { it }, devname, force }) =>
    runConsole(session, it, { ...(devname && { device: devname }), ...(force && { force }) }),
})

/** Join the user's terminal and the guest's, until the escape character or the end of either. */
export async function runConsole(session: Session, domain: Domain, wishes: ConsoleWishes): Promise<void> {
  const { id } = await domain.info(session.call)
  if (id === undefined) throw new Failure('The domain is not running')
  const { escape } = session
  const spelled = escape.startsWith('^') ? ` (Ctrl + ${escape.charAt(1)})` : ''
  const stream = await domain.openConsole({ ...wishes, ...session.call })
  session.output.confirm(`Connected to domain '${domain.name}'\nEscape character is ${escape}${spelled}`)
  await join(session.environment, stream, escapeByte(escape), session.signal)
  await refuseLoss(session, domain)
}

/** The guest's end and the daemon's look the same from here. */
async function refuseLoss(session: Session, domain: Domain): Promise<void> {
  try {
    await domain.info(session.call)
  } catch (error) {
    if (VirtError.is(error) && error.code === 'CONNECTION_LOST') throw error
  }
}

/** `^]` is what Ctrl and `]` send; anything else stands for itself. */
function escapeByte(escape: string): number {
  const letter = escape.startsWith('^') ? escape.charCodeAt(1) & 0x1f : escape.charCodeAt(0)
  return letter & 0xff
}

function join(
  { stdin, stdout }: Environment,
  stream: Duplex,
  escape: number,
  signal: AbortSignal,
): Promise<void> {
  const raw = isTerminal(stdin)
  return new Promise<void>((resolve, reject) => {
    const leave = (): void => void stream.end(() => stream.destroy())
    const type = (chunk: Buffer): void => {
      const end = chunk.indexOf(escape)
      stream.write(end < 0 ? chunk : chunk.subarray(0, end))
      if (end >= 0) leave()
    }
    const finish = (settle: () => void) => (): void => {
      stdin.off('data', type).off('end', leave)
      signal.removeEventListener('abort', leave)
      stdin.pause()
      if (raw) stdin.setRawMode?.(false)
      settle()
    }
    stream.once('error', (error) => finish(() => reject(error))())
    stream.once('close', finish(resolve))
    stream.on('data', (chunk: Buffer) => stdout.write(chunk))
    signal.addEventListener('abort', leave)
    if (raw) stdin.setRawMode?.(true)
    stdin.on('data', type).once('end', () => stream.end())
    stdin.resume()
  })
}
