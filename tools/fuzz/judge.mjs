import { VirtError } from '@virt/core'
import { cpuTime } from './cpu.mjs'
import { limits } from './limits.mjs'

/** Whether one input is taken or refused as it should be, and in time. */
export async function judge(run, input) {
  const first = await attempt(run, input)
  if (first.finding !== undefined || first.took <= limits.budget(input.length)) return first
  let took = first.took
  for (let again = 0; again < 3; again++) took = Math.min(took, (await attempt(run, input)).took)
  if (took <= limits.budget(input.length)) return first
  return { accepted: first.accepted, finding: { what: `${took.toFixed()} ms for ${input.length} bytes` } }
}

async function attempt(run, input) {
  const start = cpuTime()
  try {
    await run(input)
    return { accepted: true, took: cpuTime() - start }
  } catch (error) {
    const took = cpuTime() - start
    if (VirtError.is(error)) return { accepted: false, took }
    return { accepted: false, took, finding: { what: error?.stack ?? String(error) } }
  }
}
