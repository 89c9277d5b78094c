import { VirtError } from '@virt/core'

/** Waits for calls, each of which may fail with a VirtError that is not our own fault, and with nothing else. */
export async function settled(calls) {
  for (const outcome of await Promise.allSettled(calls))
    if (outcome.status === 'rejected' && !isDue(outcome.reason)) throw outcome.reason
}

const isDue = (error) => VirtError.is(error) && error.code !== 'INTERNAL_ERROR'
