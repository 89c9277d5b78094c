import { setTimeout as sleep } from 'node:timers/promises'
import type { JobPlace } from './conclude.js'

const pause = 500

/** On a full disk, wait for room: what QEMU has done cannot be refused any more, and must not be forgotten either. */
export async function untilWritten<T>(
  { context, domain, guest }: JobPlace,
  work: () => Promise<T>,
): Promise<T> {
  for (let told = false; ; told = true)
    try {
      return await work()
    } catch (error) {
      if (guest.released || !isFull(error)) throw error
      if (!told)
        context.warn(`domain '${domain.name}' waits for room on the disk: ${(error as Error).message}`)
      await sleep(pause, undefined, { signal: context.closing })
    }
}

function isFull(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOSPC' || code === 'EDQUOT'
}
