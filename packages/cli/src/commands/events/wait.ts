import type { EventStream, VirtEvent } from '@virt/core'
import { VirtError } from '@virt/core'
import type { Session } from '../../session.js'

export interface Waiting {
  readonly stream: (signal: AbortSignal) => EventStream
  /** Milliseconds; absent: as long as it takes. */
  readonly timeout?: number
  /** Go on after the first. */
  readonly loop: boolean
  /** Whether this event counts; it has been told then. */
  readonly tell: (event: VirtEvent) => boolean
  /** Leave out how it ended. */
  readonly silent: boolean
}

/** Tell events until there was one, or time or patience are over. Answers whether there was any. */
export async function waitForEvents(session: Session, waiting: Waiting): Promise<boolean> {
  const end = new AbortController()
  const timer = waiting.timeout === undefined ? undefined : setTimeout(() => end.abort(), waiting.timeout)
  let count = 0
  try {
    for await (const event of waiting.stream(AbortSignal.any([end.signal, session.signal]))) {
      if (event.object === 'overflow')
        throw new VirtError('INTERNAL_ERROR', `${event.dropped} events were lost`)
      if (event.object === 'resync') session.output.error(`events may be missing here: ${event.reason}`)
      else if (waiting.tell(event)) count++
      if (count > 0 && !waiting.loop) break
    }
  } finally {
    clearTimeout(timer)
  }
  if (!waiting.silent) tellEnd(session, end.signal.aborted, count)
  return count > 0
}

function tellEnd({ output, signal }: Session, timedOut: boolean, count: number): void {
  if (timedOut) output.line('event loop timed out')
  else if (signal.aborted) output.line('event loop interrupted')
  output.line(`events received: ${count}`)
}

/** `2007-06-28 12:00:00.000+0000: `, for `--timestamp`. */
export const timestamp = (): string => `${new Date().toISOString().replace('T', ' ').replace('Z', '+0000')}: `
