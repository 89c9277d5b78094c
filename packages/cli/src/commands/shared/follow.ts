import type { Job } from '@virt/core'
import { isTerminal } from '../../environment.js'
import type { Session } from '../../session.js'

/** Wait for a job; show how far it is where somebody looks, or asked to. */
export async function follow<T>(
  job: Job<T>,
  label: string,
  verbose: boolean,
  { output }: Session,
): Promise<T> {
  if (verbose || (!output.quiet && isTerminal(output.stderr))) await showProgress(job, label, output.stderr)
  return job
}

async function showProgress(job: Job<unknown>, label: string, stderr: NodeJS.WritableStream): Promise<void> {
  let shown = false
  try {
    for await (const { processed, total } of job.progress) {
      if (total === 0) continue
      const percent = processed >= total ? 100 : Math.min(99, Math.floor((processed * 100) / total))
      stderr.write(`\r${label}: [${String(percent).padStart(3)} %]`)
      shown = true
    }
  } finally {
    if (shown) stderr.write('\n')
  }
}
