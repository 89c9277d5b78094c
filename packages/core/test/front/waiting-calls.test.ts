import { describe, expect, it } from 'vitest'
import { WaitingCalls, type WaitingCall } from '../../src/front/waiting-calls.js'

interface Waiter extends WaitingCall {
  readonly over: Promise<void>
}

/** A call that may wait so many milliseconds. */
function waiter(calls: WaitingCalls<WaitingCall>, time: number, expired: number[] = []): Waiter {
  let end = (): void => undefined
  const call = {
    deadline: performance.now() + time,
    over: new Promise<void>((resolve) => (end = resolve)),
    expire: () => {
      expired.push(time)
      calls.delete(call)
      end()
    },
  }
  calls.add(call)
  return call
}

const timers = (): number =>
  process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length

describe('calls that wait', () => {
  it('expire at their times, in whatever order they came', async () => {
    const calls = new WaitingCalls<WaitingCall>()
    const expired: number[] = []
    const start = performance.now()
    await Promise.all([40, 5, 20, 10].map((time) => waiter(calls, time, expired).over))
    expect(expired).toEqual([5, 10, 20, 40])
    expect(performance.now() - start).toBeGreaterThanOrEqual(40)
    expect([...calls]).toEqual([])
  })

  it('have one timer, which keeps the process while they wait, and no longer', () => {
    const calls = new WaitingCalls<WaitingCall>()
    const before = timers()
    const waiting = [60_000, 50_000, 70_000].map((time) => waiter(calls, time))
    expect(timers()).toBe(before + 1)
    for (const call of waiting) calls.delete(call)
    expect(timers()).toBe(before)
    const later = waiter(calls, 60_000)
    expect(timers()).toBe(before + 1)
    waiter(calls, Infinity)
    calls.delete(later)
    expect(timers()).toBe(before)
  })

  it('may wait for ever, which keeps no process', () => {
    const calls = new WaitingCalls<WaitingCall>()
    const before = timers()
    waiter(calls, Infinity)
    expect(timers()).toBe(before)
  })

  it('may have more time than a timer of the system', async () => {
    const calls = new WaitingCalls<WaitingCall>()
    const expired: number[] = []
    const long = waiter(calls, 2 ** 40, expired)
    await waiter(calls, 5, expired).over
    expect(expired).toEqual([5])
    calls.delete(long)
  })
})
