import { once } from 'node:events'
import type { Duplex } from 'node:stream'
import type { RuleContext } from '../context.js'
import { equal, expect, outcome, refused } from '../expect.js'
import { type Rule, rule } from '../rule.js'

/** Resolves with the text when what was read so far has it. */
async function readUntil(stream: Duplex, wanted: string, within: number): Promise<void> {
  let seen = ''
  const signal = AbortSignal.timeout(within)
  while (!seen.includes(wanted)) {
    const [chunk] = (await once(stream, 'data', { signal }).catch(() => [undefined])) as [Buffer | undefined]
    expect(chunk !== undefined, `after '${seen.slice(-100)}' nothing more comes, not '${wanted}'`)
    seen += chunk.toString('latin1')
  }
}

/** Whatever is left to read, until the end or an error. */
async function ended(stream: Duplex, within: number): Promise<void> {
  stream.resume()
  const signal = AbortSignal.timeout(within)
  const over = once(stream, 'close', { signal }).catch(() => undefined)
  expect(stream.destroyed || (await over) !== undefined, `it has not ended ${within} ms later`)
}

const conversation = rule(
  'domains.openConsole passes bytes in both directions',
  ['domains.openConsole'],
  async (context) => {
    const domain = await context.running()
    await context.harness.booted?.(domain)
    await using(await domain.openConsole(), async (stream) => {
      if (!context.limits.consoleEchoes) return
      for (const word of ['first', 'second']) {
        stream.write(`${word}\n`)
        await readUntil(stream, word, context.limits.answerWithin)
      }
    })
  },
)

const oneReader = rule(
  "domains.openConsole is for one reader, whom 'force' throws out",
  ['domains.openConsole'],
  async (context) => {
    const domain = await context.running()
    const first = await domain.openConsole()
    await using(first, async () => {
      await refused(domain.openConsole(), 'OPERATION_FAILED', 'opening it again')
      await using(await domain.openConsole({ force: true }), () => ended(first, context.limits.answerWithin))
    })
  },
)

const freed = rule(
  'a console that was closed can be opened again',
  ['domains.openConsole'],
  async (context) => {
    const domain = await context.running()
    for (let times = 0; times < 3; times++) {
      const stream = await open(context, () => domain.openConsole())
      stream.destroy()
      await ended(stream, context.limits.answerWithin)
    }
  },
)

const endsWithGuest = rule(
  'a console ends when the guest does',
  ['domains.openConsole', 'domains.destroy'],
  async (context) => {
    const domain = await context.running()
    const stream = await domain.openConsole()
    await using(stream, async () => {
      await domain.destroy()
      await ended(stream, context.limits.answerWithin)
    })
  },
)

const endsWithConnection = rule(
  'a console ends with its connection',
  ['domains.openConsole'],
  async (context) => {
    const domain = await context.running()
    const other = await context.open()
    const stream = await other.domain(domain).openConsole()
    await using(stream, async () => {
      await other.close()
      await ended(stream, context.limits.answerWithin)
    })
  },
)

/** The other side hears of a reader's end a moment later. */
async function open(context: RuleContext, attempt: () => Promise<Duplex>): Promise<Duplex> {
  let stream: Duplex | undefined
  await context.retry(async () => {
    equal(await outcome(attempt().then((opened) => (stream = opened))), 'done', 'opening it')
  })
  return stream as unknown as Duplex
}

async function using(stream: Duplex, work: (stream: Duplex) => Promise<void>): Promise<void> {
  stream.on('error', () => undefined)
  try {
    await work(stream)
  } finally {
    stream.destroy()
  }
}

export const consoleRules: readonly Rule[] = [
  conversation,
  oneReader,
  freed,
  endsWithGuest,
  endsWithConnection,
]
