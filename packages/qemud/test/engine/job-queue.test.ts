import { expect, it } from 'vitest'
import { JobQueue } from '../../src/engine/job-queue.js'

it('runs one job at a time, in order, and goes on after a failure', async () => {
  const queue = new JobQueue()
  const seen: string[] = []
  const job = (name: string, fails = false) =>
    queue.run(async () => {
      seen.push(`${name} begins`)
      await Promise.resolve()
      seen.push(`${name} ends`)
      if (fails) throw new Error(name)
      return name
    })
  const results = await Promise.allSettled([job('a'), job('b', true), job('c')])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
})

it('does not begin a job whose caller left', async () => {
  const queue = new JobQueue()
  const controller = new AbortController()
  const first = queue.run(async () => {
    controller.abort(new Error('left'))
  })
  let begun = false
  const second = queue.run(async () => (begun = true), { signal: controller.signal })
  await first
  await expect(second).rejects.toThrow('left')
  expect(begun).toBe(false)
})

it('does not begin a job whose turn did not come in time', async () => {
  const queue = new JobQueue(10)
  let end = (): void => undefined
  const first = queue.run(() => new Promise<void>((resolve) => (end = resolve)))
  let begun = false
  await expect(queue.run(async () => (begun = true))).rejects.toMatchObject({ code: 'OPERATION_TIMEOUT' })
  end()
  await first
  expect(await queue.run(async () => begun)).toBe(false)
})
