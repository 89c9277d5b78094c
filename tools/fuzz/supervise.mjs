import { Worker } from 'node:worker_threads'
import { limits } from './limits.mjs'
import { Slot } from './slot.mjs'

/**
 * One target fed in a thread of its own, and watched: an input that does not come back is a finding like one that throws what it
 * should not.
 */
export function supervise({ target, seconds, seed, only }) {
  const slot = Slot.create(limits.bytes)
  const worker = new Worker(new URL('./worker.mjs', import.meta.url), {
    workerData: { target, seconds, seed, only, memory: slot.memory },
  })
  return new Promise((resolve) => {
    const watch = setInterval(() => {
      if (slot.busyFor() > limits.hang) end({ finding: { what: 'no end', input: slot.input() } })
    }, 200)
    const end = async (outcome) => {
      clearInterval(watch)
      await worker.terminate()
      resolve({ seed, ...outcome })
    }
    worker.once('message', end)
    worker.once('error', (error) => end(died(error, slot)))
  })
}

function died(error, slot) {
  if (error.code === 'ERR_MODULE_NOT_FOUND') return { skipped: `not built (${error.message})` }
  return { finding: { what: error.stack ?? String(error), input: slot.input() } }
}
