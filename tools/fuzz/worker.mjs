import { parentPort, workerData } from 'node:worker_threads'
import { inputs } from './inputs.mjs'
import { judge } from './judge.mjs'
import { Slot } from './slot.mjs'
import { targets } from './targets.mjs'

const { seconds, seed, only } = workerData
const slot = new Slot(workerData.memory)
const { default: target } = await import(targets[workerData.target])
const run = await target.load()

/** Feeds until something is found or the time is over. */
async function feed(source) {
  const end = Date.now() + seconds * 1000
  const counts = { inputs: 0, accepted: 0, bytes: 0 }
  for (const input of source) {
    slot.enter(input)
    const { finding, accepted } = await judge(run, input)
    slot.leave()
    counts.inputs++
    counts.accepted += Number(accepted)
    counts.bytes += input.length
    if (finding !== undefined) return { counts, finding: { ...finding, input } }
    if (Date.now() > end) break
  }
  return { counts }
}

parentPort.postMessage(await feed(only === undefined ? inputs(target, seed) : [Buffer.from(only)]))
