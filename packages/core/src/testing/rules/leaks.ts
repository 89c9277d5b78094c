import type { RuleContext } from '../context.js'
import { expect } from '../expect.js'
import { heapUsed } from '../heap.js'
import { longRule, type Rule } from '../rule.js'

const mostGrowth = 5 * 1024 * 1024

async function openAndClose({ harness }: RuleContext, times: number): Promise<void> {
  for (let count = 0; count < times; count++) {
    const connection = await harness.open({ readOnly: count % 2 === 1 })
    await connection.close()
  }
}

function littleMore(before: number, what: string): void {
  const growth = heapUsed() - before
  expect(growth < mostGrowth, `after ${what} there are ${Math.round(growth / 1024)} KiB more memory in use`)
}

const resources = (): string[] => process.getActiveResourcesInfo().sort()

/** The first tenth fills caches, and compiles. */
const openings = longRule(
  'opening and closing, many times, leaves no handle and no memory behind',
  [],
  async (context) => {
    const { opens } = context.limits
    await context.connection.close()
    await openAndClose(context, Math.ceil(opens / 10))
    const before = { handles: resources(), heap: heapUsed() }
    await openAndClose(context, opens)
    await context.retry(() => {
      const now = resources()
      expect(
        now.length <= before.handles.length,
        `after ${opens} times the open handles are ${now.join(', ')}, before ${before.handles.join(', ')}`,
      )
      littleMore(before.heap, `${opens} times`)
    })
  },
)

const calls = longRule('questions, many times, leave no memory behind', [], async (context) => {
  const { connection } = context
  const ask = connection.supports('domains.list') ? () => connection.listDomains() : () => connection.type()
  const times = Math.min(context.limits.opens, 1000)
  const askAll = async (): Promise<void> => {
    for (let count = 0; count < times; count++) await ask()
  }
  await askAll()
  const before = heapUsed()
  await askAll()
  await context.retry(() => littleMore(before, `${times} questions`))
})

export const leakRules: readonly Rule[] = [openings, calls]
