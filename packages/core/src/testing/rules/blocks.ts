import type { OperationName } from '../../contract/operations.js'
import type { DomainDisk } from '../../front/domain-disk.js'
import { refused } from '../expect.js'
import { type Rule, rule } from '../rule.js'

const calls = {
  'domains.blockResize': (disk) => disk.resize(1_048_576),
  'domains.blockCopy': (disk) => disk.copy('/nowhere/copy'),
  'domains.blockCommit': (disk) => disk.commit(),
  'domains.blockPull': (disk) => disk.pull(),
  'domains.blockJobInfo': (disk) => disk.jobInfo(),
  'domains.blockJobAbort': (disk) => disk.abortJob(),
  'domains.blockJobSetSpeed': (disk) => disk.setJobSpeed(0),
} as const satisfies { readonly [N in OperationName]?: (disk: DomainDisk) => PromiseLike<unknown> }

const noSuchDisk = ([name, call]: [string, (disk: DomainDisk) => PromiseLike<unknown>]): Rule =>
  rule(
    `${name} of a disk that the domain does not have is INVALID_ARG`,
    [name as keyof typeof calls],
    async (context) => {
      const domain = await context.running()
      await refused(call(domain.disk('no-such-disk')), 'INVALID_ARG', name)
    },
  )

export const blockRules: readonly Rule[] = Object.entries(calls).map(noSuchDisk)
