import { Readable, Writable } from 'node:stream'
import { main } from '../src/main.js'

export interface Ran {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
  /** Both, in the order in which they were written. */
  readonly merged: string
}

export interface World {
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
  readonly uid?: number
  readonly input?: string
  readonly stdin?: Readable
  /** stdout and stderr are terminals. */
  readonly terminal?: boolean
  /** Called with everything that was written to stdout so far. */
  readonly heard?: (text: string) => void
  /** Called with the way to press Ctrl-C. */
  readonly interrupt?: (press: () => boolean) => void
}

/** The whole program, in this process. */
export async function virt(argv: readonly string[], world: World = {}): Promise<Ran> {
  const written: { readonly to: 'stdout' | 'stderr'; readonly text: string }[] = []
  const texts = (to?: 'stdout' | 'stderr'): string =>
    written
      .filter((each) => to === undefined || each.to === to)
      .map(({ text }) => text)
      .join('')
  const sink = (to: 'stdout' | 'stderr'): Writable =>
    Object.assign(recorder(to), { isTTY: world.terminal ?? false })
  const recorder = (to: 'stdout' | 'stderr'): Writable =>
    new Writable({
      decodeStrings: false,
      write: (chunk: string | Buffer, _encoding, done) => {
        written.push({ to, text: chunk.toString() })
        if (to === 'stdout') world.heard?.(texts('stdout'))
        done()
      },
    })
  const status = await main(argv, {
    stdin: world.stdin ?? Readable.from([world.input ?? '']),
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    env: world.env ?? {},
    cwd: world.cwd ?? process.cwd(),
    uid: world.uid ?? 1000,
    onInterrupt: (listener) => {
      world.interrupt?.(listener)
      return () => undefined
    },
  })
  return { status, stdout: texts('stdout'), stderr: texts('stderr'), merged: texts() }
}

/** On the built-in test node. */
export const onTest = (...words: readonly string[]): Promise<Ran> => virt(['-c', 'test:///default', ...words])
