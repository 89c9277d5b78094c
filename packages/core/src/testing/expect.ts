import { AssertionError } from 'node:assert'
import { setTimeout as sleep } from 'node:timers/promises'
import { inspect, isDeepStrictEqual } from 'node:util'
import type { ErrorCode } from '../errors/codes.js'
import { VirtError } from '../errors/virt-error.js'

/** How a call ended: `done`, or the code of its error. */
export type Outcome = 'done' | ErrorCode

/** What was seen must be so; else this is what is said of it. */
export function expect(condition: boolean, seen: string): asserts condition {
  if (!condition) throw new AssertionError({ message: seen, stackStartFn: expect })
}

export function equal(seen: unknown, expected: unknown, what: string): void {
  if (isDeepStrictEqual(seen, expected)) return
  const message = `${what} is ${show(seen)}, not ${show(expected)}`
  throw new AssertionError({ message, actual: seen, expected, stackStartFn: equal })
}

/** What a value looks like in a sentence. */
export function show(value: unknown): string {
  return inspect(value, { breakLength: Infinity, compact: true, depth: 4, maxStringLength: 200 })
}

/** Anything that is not a VirtError is the kit's or the front-end's own fault, and thrown on. */
export async function outcome(work: PromiseLike<unknown>): Promise<Outcome> {
  try {
    await work
    return 'done'
  } catch (thrown) {
    if (VirtError.is(thrown)) return thrown.code
    throw thrown
  }
}

/** The call must end with one of these codes; its error is the answer. */
export async function refused(
  work: PromiseLike<unknown>,
  codes: ErrorCode | readonly ErrorCode[],
  what: string,
): Promise<VirtError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  const expected = [codes].flat().join(' or ')
  expect(error !== undefined, `${what} succeeds instead of ending with ${expected}`)
  expect(VirtError.is(error), `${what} ends with ${show(error)}, which is not a VirtError`)
  expect([codes].flat().includes(error.code), `${what} ends with ${told(error)}, not with ${expected}`)
  return error
}

/** An error in a sentence. */
export function told(error: unknown): string {
  if (VirtError.is(error)) return `${error.code} (${error.message})`
  return error instanceof Error ? error.message : show(error)
}

/** Ask again until the answer is right or time is up; the last wrong answer is thrown. */
export async function eventually(within: number, attempt: () => Promise<void> | void): Promise<void> {
  const end = performance.now() + within
  for (let pause = 1; ; pause = Math.min(pause * 2, 50)) {
    try {
      await attempt()
      return
    } catch (thrown) {
      if (performance.now() >= end) throw thrown
      await sleep(pause)
    }
  }
}
