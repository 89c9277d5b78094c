import type { BlockJobType } from '@virt/core/driver'

/** What a block job is about: all of it is in the id that QEMU keeps, so that it is known after a daemon's restart. */
export interface JobName {
  readonly type: BlockJobType
  /** Target of the disk. */
  readonly disk: string
  /** Number of the image at which the job begins; of a copy: of the copy. */
  readonly top: number
  /** Number of the image where it ends; 0: none. */
  readonly base: number
  /** Whether the files that are no longer needed go away with it. */
  readonly deletes: boolean
  /** What is to be done when both sides are the same. Absent: wait for who says so. */
  readonly then?: Following
}

/** Go on with the other side, or stay and have a copy that is whole. */
export type Following = 'pivot' | 'finish'

/** `activeCommit.vda.3.2.delete.pivot`. QEMU's ids are letters, digits, `-._`; a target has no others. */
export function jobId({ type, disk, top, base, deletes, then }: JobName): string {
  return [type, disk, top, base, ...(deletes ? ['delete'] : []), ...(then ? [then] : [])].join('.')
}

const shape = /^(pull|copy|commit|activeCommit)\.(.+?)\.(\d+)\.(\d+)(\.delete)?(?:\.(pivot|finish))?$/

/** `undefined`: not a job of this engine. */
export function parseJobId(id: string): JobName | undefined {
  const [, type, disk = '', top, base, deletes, then] = shape.exec(id) ?? []
  if (type === undefined) return undefined
  return {
    type: type as BlockJobType,
    disk,
    top: Number(top),
    base: Number(base),
    deletes: deletes !== undefined,
    then: then as Following | undefined,
  }
}
