import type {
  BlockCommitFlags,
  BlockCopyDestination,
  BlockCopyFlags,
  BlockJobAbortFlags,
  BlockJobInfo,
  BlockPullFlags,
} from '../contract/blocks.js'
import type { OperationName } from '../contract/operations.js'
import type { DomainRef } from '../contract/refs.js'
import type { CallOptions } from './call-options.js'
import type { Gate, Unchecked } from './gate.js'
import { Job } from './job.js'
import { split } from './split.js'

type JobName = 'domains.blockCopy' | 'domains.blockCommit' | 'domains.blockPull'

/** One disk of a domain, by its target (`vda`) or source path, and what can be done to its images. It holds nothing open. */
export class DomainDisk {
  readonly domain: DomainRef
  readonly disk: string
  readonly #gate: Gate

  /** @internal Disks come from a domain. */
  constructor(gate: Gate, domain: DomainRef, disk: string) {
    this.#gate = gate
    this.domain = domain
    this.disk = disk
  }

  /** Bytes (`virDomainBlockResize`). */
  resize(size: number, options?: CallOptions): Promise<void> {
    return this.#gate.run('domains.blockResize', [this.domain, this.disk, size], options)
  }

  /** Copy it while the guest runs; resolves when the copy has everything, or with `pivot` or `finish` when that is done (`virDomainBlockCopy`). */
  copy(destination: string | BlockCopyDestination, options: BlockCopyFlags & CallOptions = {}): Job<void> {
    const whole = typeof destination === 'string' ? { path: destination } : destination
    return this.#job('domains.blockCopy', [whole], options)
  }

  /** Merge images downwards (`virDomainBlockCommit`). */
  commit(options: BlockCommitFlags & CallOptions = {}): Job<void> {
    return this.#job('domains.blockCommit', [], options)
  }

  /** Take what the images below hold into the topmost one (`virDomainBlockPull`). */
  pull(options: BlockPullFlags & CallOptions = {}): Job<void> {
    return this.#job('domains.blockPull', [], options)
  }

  /** The job that it has now; `undefined` when it has none (`virDomainGetBlockJobInfo`). */
  async jobInfo(options?: CallOptions): Promise<BlockJobInfo | undefined> {
    const info = await this.#gate.run('domains.blockJobInfo', [this.domain, this.disk], options)
    return info ?? undefined
  }

  /** End the job, or with `pivot` go on with its other side (`virDomainBlockJobAbort`). */
  abortJob(options: BlockJobAbortFlags & CallOptions = {}): Promise<void> {
    const { call, flags } = split(options)
    return this.#gate.run('domains.blockJobAbort', [this.domain, this.disk, flags], call)
  }

  /** Bytes per second; 0: no limit (`virDomainBlockJobSetSpeed`). */
  setJobSpeed(bandwidth: number, options?: CallOptions): Promise<void> {
    return this.#gate.run('domains.blockJobSetSpeed', [this.domain, this.disk, bandwidth], options)
  }

  /** Have `blockThreshold` told when the guest writes beyond this offset, in bytes; 0: never (`virDomainSetBlockThreshold`). */
  setThreshold(threshold: number, options?: CallOptions): Promise<void> {
    return this.#gate.run('domains.setBlockThreshold', [this.domain, this.disk, threshold], options)
  }

  #job(name: JobName & OperationName, between: readonly unknown[], options: CallOptions): Job<void> {
    const { call, flags } = split(options)
    const values = [this.domain, this.disk, ...between, flags] as unknown as Unchecked<JobName>
    return new Job((each, progress) => this.#gate.run(name, values, each, progress), call)
  }
}
