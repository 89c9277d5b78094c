import { Worker } from 'node:worker_threads'
import { cpuTime } from './cpu.mjs'
import { limits } from './limits.mjs'
import { Slot } from './slot.mjs'

/**
 * One target fed in a thread of its own, and watched: an input that does not come back, or for which the process grows beyond
 * all measure, is a finding like one that throws what it should not.
 */
export function supervise({ target, seconds, seed, only }) {
  const slot = Slot.create(limits.bytes)
  const worker = new Worker(new URL('./worker.mjs', import.meta.url), {
    workerData: { target, seconds, seed, only, memory: slot.memory },
    resourceLimits: { maxOldGenerationSizeMb: limits.heap },
  })
  return new Promise((resolve) => {
    const isStuck = stuck(slot)
    let most = 0
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss())
      if (isStuck()) end({ finding: { what: 'no end', input: slot.input() } })
      else if (most > limits.memory)
        end({ finding: { what: `${most} bytes of memory`, input: slot.input() } })
    }, 200)
    const end = async (outcome) => {
      clearInterval(watch)
      await worker.terminate()
      resolve({ seed, most, ...outcome })
    }
    worker.once('message', end)
    worker.once('error', (error) => end(died(error, slot)))
  })
}

/** Whether the thread has computed, or waited, too long at the same input. */
function stuck(slot) {
  let seen = { count: -1, since: 0, at: 0 }
  return () => {
    const count = slot.count()
    if (count % 2 === 0 || count !== seen.count) seen = { count, since: cpuTime(), at: performance.now() }
    return cpuTime() - seen.since > limits.hang || performance.now() - seen.at > limits.silence
  }
}

function died(error, slot) {
  if (error.code === 'ERR_MODULE_NOT_FOUND') return { skipped: `not built (${error.message})` }
  return { finding: { what: error.stack ?? String(error), input: slot.input() } }
}
