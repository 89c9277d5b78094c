import type { BlockOperations } from '@virt/core/driver'
import type { EngineContext } from '../engine/context.js'
import { blockCommit } from './commit.js'
import { blockCopy } from './copy.js'
import { blockJobAbort, blockJobInfo, blockJobSetSpeed } from './end-job.js'
import { blockPull } from './pull.js'
import { blockResize } from './resize.js'
import { setBlockThreshold } from './threshold.js'

/** What can be done to the images of running domains. */
export function blockOperations(context: EngineContext): BlockOperations {
  const { domains } = context
  return {
    blockResize: async (ref, disk, size, call) => blockResize(domains.get(ref), disk, size, call),
    blockCopy: async (ref, disk, to, flags, call) =>
      blockCopy(context, domains.get(ref), disk, to, flags, call),
    blockCommit: async (ref, disk, flags, call) => blockCommit(context, domains.get(ref), disk, flags, call),
    blockPull: async (ref, disk, flags, call) => blockPull(context, domains.get(ref), disk, flags, call),
    blockJobInfo: async (ref, disk, call) => blockJobInfo(domains.get(ref), disk, call),
    blockJobAbort: async (ref, disk, flags) => blockJobAbort(context, domains.get(ref), disk, flags),
    setBlockThreshold: async (ref, disk, threshold, call) =>
      setBlockThreshold(domains.get(ref), disk, threshold, call),
    blockJobSetSpeed: async (ref, disk, bandwidth, call) =>
      blockJobSetSpeed(domains.get(ref), disk, bandwidth, call),
  }
}
