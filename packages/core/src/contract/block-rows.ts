import { VirtError } from '../errors/virt-error.js'
import { flags, integer, path, reference, text, type Argument } from './arguments.js'
import type {
  BlockCommitFlags,
  BlockCopyDestination,
  BlockCopyFlags,
  BlockJobAbortFlags,
  BlockOperations,
  BlockPullFlags,
} from './blocks.js'
import type { Rows } from './operations.js'
import type { DomainRef } from './refs.js'
import { change, query } from './traits.js'

const domain = reference<DomainRef>('domain')
const disk = text('disk')
const bytesPerSecond = integer('bandwidth', 0)
const job = { bandwidth: 'number', background: 'boolean' } as const

type Spelled = Omit<BlockCopyDestination, 'type'> & { readonly type?: string }

const spelled = flags<Spelled>('destination', { path: 'string', type: 'string', format: 'string' })

const destination: Argument<BlockCopyDestination> = {
  name: 'destination',
  check(value) {
    const { type, ...rest } = spelled.check(value)
    const whole = { ...rest, path: path.check(rest.path) }
    if (type === undefined) return whole
    if (type === 'file' || type === 'block') return { ...whole, type }
    throw new VirtError('INVALID_ARG', `destination: type must be file or block, not '${type}'`)
  },
}

/** A bag with a limit of bytes per second in it. */
function limited<T extends { readonly bandwidth?: number }>({ name, check }: Argument<T>): Argument<T> {
  return {
    name,
    check(value) {
      const given = check(value)
      if (given.bandwidth !== undefined) bytesPerSecond.check(given.bandwidth)
      return given
    },
  }
}

const copy = flags<BlockCopyFlags>('flags', {
  ...job,
  shallow: 'boolean',
  reuseExternal: 'boolean',
  pivot: 'boolean',
  finish: 'boolean',
  granularity: 'number',
  bufferSize: 'number',
  synchronousWrites: 'boolean',
})
const commit = flags<BlockCommitFlags>('flags', {
  ...job,
  base: 'string',
  top: 'string',
  shallow: 'boolean',
  active: 'boolean',
  delete: 'boolean',
  pivot: 'boolean',
})
const pull = flags<BlockPullFlags>('flags', { ...job, base: 'string' })
const abort = flags<BlockJobAbortFlags>('flags', { pivot: 'boolean', async: 'boolean' })

export const blockRows: Rows<`domains.${keyof BlockOperations}`> = {
  'domains.blockResize': change([domain, disk, integer('size', 0)]),
  'domains.blockCopy': change([domain, disk, destination, limited(copy)], { result: 'job' }),
  'domains.blockCommit': change([domain, disk, limited(commit)], { result: 'job' }),
  'domains.blockPull': change([domain, disk, limited(pull)], { result: 'job' }),
  'domains.blockJobInfo': query([domain, disk]),
  'domains.blockJobAbort': change([domain, disk, abort]),
  'domains.setBlockThreshold': change([domain, disk, integer('threshold', 0)]),
  'domains.blockJobSetSpeed': change([domain, disk, bytesPerSecond]),
}
