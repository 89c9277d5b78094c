import {
  VirtError,
  whenAborted,
  type DomainJobInfo,
  type DomainJobOperation,
  type JobCall,
  type JobProgress,
} from '@virt/core/driver'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'

/** A long-running job of one domain, for who has started it and for who looks on. */
export class RunningJob {
  /** Aborted when it is to stop. */
  readonly signal: AbortSignal
  readonly #operation: DomainJobOperation
  readonly #since = Date.now()
  readonly #controller = new AbortController()
  readonly #call: JobCall
  #progress: JobProgress = { processed: 0, total: 0 }
  #final = false

  constructor(operation: DomainJobOperation, call: JobCall, closing: AbortSignal) {
    this.#operation = operation
    this.#call = call
    this.signal = AbortSignal.any([this.#controller.signal, closing])
  }

  get info(): DomainJobInfo {
    return { operation: this.#operation, elapsed: Date.now() - this.#since, ...this.#progress }
  }

  /** Until the answer is called, it stops when its caller gives up. */
  listen(): () => void {
    return whenAborted(this.#call, (reason) => this.#controller.abort(reason))
  }

  /** Bytes done and left, which may have become more meanwhile. */
  report(processed: number, total: number): void {
    const most = Math.max(total, this.#progress.total)
    this.#progress = { processed: Math.min(most, Math.max(processed, this.#progress.processed)), total: most }
    this.#call.progress?.(this.#progress)
  }

  /** From now on it cannot be stopped. */
  commit(): void {
    this.signal.throwIfAborted()
    this.#final = true
  }

  abort(): void {
    if (this.#final) throw notAbortable('the job is about to end and cannot be aborted')
    this.#controller.abort(
      new VirtError('OPERATION_ABORTED', `${this.#operation}: canceled by client`, { origin: 'QEMU' }),
    )
  }
}

/** Do something that others can see and stop, in the domain's turn. */
export function runJob<T>(
  context: EngineContext,
  domain: ManagedDomain,
  operation: DomainJobOperation,
  call: JobCall,
  work: (job: RunningJob) => Promise<T>,
): Promise<T> {
  return domain.jobs.run(() => asJob(context, domain, operation, call, work), call)
}

/** The same for who has the turn already. */
export async function asJob<T>(
  context: EngineContext,
  domain: ManagedDomain,
  operation: DomainJobOperation,
  call: JobCall,
  work: (job: RunningJob) => Promise<T>,
): Promise<T> {
  const job = new RunningJob(operation, call, context.closing)
  const unlisten = job.listen()
  domain.job = job
  try {
    job.signal.throwIfAborted()
    return await work(job)
  } catch (error) {
    throw job.signal.aborted ? job.signal.reason : error
  } finally {
    domain.job = undefined
    unlisten()
  }
}

const noJob: DomainJobInfo = { operation: 'none', elapsed: 0, processed: 0, total: 0 }

export function jobInfoOf({ job }: ManagedDomain): DomainJobInfo {
  return job?.info ?? noJob
}

export function abortJobOf({ job }: ManagedDomain): void {
  if (!job) throw notAbortable('no job is active on the domain')
  job.abort()
}

function notAbortable(detail: string): VirtError {
  return new VirtError('OPERATION_INVALID', detail, { origin: 'QEMU' })
}
