import type { Call, JobCall } from './call.js'
import type { DomainRef } from './refs.js'

/** `virDomainBlockJobType`. */
export type BlockJobType = 'pull' | 'copy' | 'commit' | 'activeCommit'

/** A block job of one disk (`virDomainBlockJobInfo`). */
export interface BlockJobInfo {
  readonly type: BlockJobType
  /** Bytes per second it is held to; 0: as fast as it can. */
  readonly bandwidth: number
  /** Of {@link end}, as much as is done; both grow while the guest writes. */
  readonly current: number
  readonly end: number
  /** Whether both sides are the same and stay so, until `blockJobAbort` ends the job. */
  readonly ready: boolean
}

/** What each block job takes. */
export interface BlockJobFlags {
  /** Bytes per second at most; absent or 0: no limit. */
  readonly bandwidth?: number
  /** Resolve as soon as the job runs. It then goes on without its caller, until it is done or `blockJobAbort` ends it. */
  readonly background?: boolean
}

/** Where a copy goes: a file or block device on the driver's host. */
export interface BlockCopyDestination {
  /** Absolute. */
  readonly path: string
  /** Default: `file`, or `block` when the path is a block device. */
  readonly type?: 'file' | 'block'
  /** Default: that of the disk. */
  readonly format?: string
}

/** `virDomainBlockCopyFlags`. */
export interface BlockCopyFlags extends BlockJobFlags {
  /** Copy the topmost image only, onto the same backing chain. */
  readonly shallow?: boolean
  /** The destination exists, and is used as it is. */
  readonly reuseExternal?: boolean
  /** When it is ready, let the guest go on with the copy. */
  readonly pivot?: boolean
  /** When it is ready, end it, and leave the guest where it was. */
  readonly finish?: boolean
  /** Bytes that are copied as one, a power of two; absent: as the hypervisor thinks fit. */
  readonly granularity?: number
  /** Bytes that may be under way at most; absent: as the hypervisor thinks fit. */
  readonly bufferSize?: number
  /** Each write of the guest is done when the copy has it too, so that the copy gets ready under any load. */
  readonly synchronousWrites?: boolean
}

/** `virDomainBlockCommitFlags`. Images are named by path, or `vda[2]` by their index in the live description. */
export interface BlockCommitFlags extends BlockJobFlags {
  /** What the data goes into; absent: the end of the chain. */
  readonly base?: string
  /** The topmost of what is committed; absent: the image the guest writes to. */
  readonly top?: string
  /** Into the image right below `top`. */
  readonly shallow?: boolean
  /** `top` is the image that the guest writes to: the job becomes ready, and a pivot ends it. */
  readonly active?: boolean
  /** Remove the files that are no longer needed. */
  readonly delete?: boolean
  /** When an active commit is ready, let the guest go on with the base. */
  readonly pivot?: boolean
}

/** `virDomainBlockRebaseFlags`, as far as it pulls. */
export interface BlockPullFlags extends BlockJobFlags {
  /** The image that stays the backing image; absent: none does. */
  readonly base?: string
}

/** `virDomainBlockJobAbortFlags`. */
export interface BlockJobAbortFlags {
  /** Let the guest go on with the other side. Only when the job is ready. */
  readonly pivot?: boolean
  /** Do not wait for its end. */
  readonly async?: boolean
}

/**
 * What can be done to the images of a domain. A `disk` is named by its target (`vda`) or its source path: INVALID_ARG
 * when the domain has no such disk; OPERATION_FAILED when it has a job already.
 */
export interface BlockOperations {
  /** Bytes; a running guest sees its disk grow (`virDomainBlockResize`). */
  blockResize(domain: DomainRef, disk: string, size: number, call: Call): Promise<void>
  /**
   * Copy a disk while the guest runs (`virDomainBlockCopy`). Resolves when the copy has everything: it gets each write of
   * the guest from then on, until `blockJobAbort` ends it. With `pivot` or `finish`: when that is done.
   */
  blockCopy(
    domain: DomainRef,
    disk: string,
    destination: BlockCopyDestination,
    flags: BlockCopyFlags,
    call: JobCall,
  ): Promise<void>
  /** Merge images downwards (`virDomainBlockCommit`). Resolves when it is done; an active commit, when it is ready, or with `pivot` when that is done. */
  blockCommit(domain: DomainRef, disk: string, flags: BlockCommitFlags, call: JobCall): Promise<void>
  /** Take the data of the images below into the topmost one (`virDomainBlockPull`, `virDomainBlockRebase`). */
  blockPull(domain: DomainRef, disk: string, flags: BlockPullFlags, call: JobCall): Promise<void>
  /** `null` when the disk has none (`virDomainGetBlockJobInfo`). */
  blockJobInfo(domain: DomainRef, disk: string, call: Call): Promise<BlockJobInfo | null>
  /** OPERATION_INVALID when the disk has none (`virDomainBlockJobAbort`). */
  blockJobAbort(domain: DomainRef, disk: string, flags: BlockJobAbortFlags, call: Call): Promise<void>
  /**
   * Emit `blockThreshold` when the guest writes beyond this offset of an image, in bytes; once, 0: never
   * (`virDomainSetBlockThreshold`). The topmost image, or `vda[2]` by its index in the live description.
   */
  setBlockThreshold(domain: DomainRef, disk: string, threshold: number, call: Call): Promise<void>
  /** Bytes per second; 0: no limit (`virDomainBlockJobSetSpeed`). */
  blockJobSetSpeed(domain: DomainRef, disk: string, bandwidth: number, call: Call): Promise<void>
}
