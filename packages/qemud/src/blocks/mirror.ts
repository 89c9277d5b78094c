import type { DiskConfig, DiskMirror } from '@virt/core/config'
import { sourceOf, type ChainImage } from '../command-line/image-chain.js'

/** The disk while its writes go to another image too. */
export function withMirror(disk: DiskConfig, job: 'copy' | 'active-commit', image: ChainImage): DiskConfig {
  const { type, path, format, index } = image
  const legacy = job === 'copy' && type === 'file' ? { file: path, formatName: format } : {}
  const source = { ...sourceOf(type, path), index }
  return { ...disk, mirror: { type, ...legacy, job, format: { type: format }, source } }
}

/** The same with how far it is. */
export function mirrorIs(disk: DiskConfig, ready: DiskMirror['ready']): DiskConfig {
  return disk.mirror ? { ...disk, mirror: { ...disk.mirror, ready } } : disk
}

export function withoutMirror(disk: DiskConfig): DiskConfig {
  return { ...disk, mirror: undefined }
}

export function mirrorImage({ mirror }: DiskConfig): ChainImage | undefined {
  const { type, source, format } = mirror ?? {}
  const path = type === 'block' ? source?.dev : source?.file
  if (path === undefined || (type !== 'file' && type !== 'block')) return undefined
  return { type, path, format: format?.type ?? 'raw', index: source?.index ?? 0 }
}
