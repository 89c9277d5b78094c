import type { DiskConfig, DomainConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import { imagesOf, type ChainImage } from '../command-line/image-chain.js'

/** The disk with that target or source path. @throws INVALID_ARG */
export function diskNamed({ devices }: DomainConfig, name: string): DiskConfig {
  const disks = devices?.disks ?? []
  const found =
    disks.find(({ target }) => target.dev === name) ??
    disks.find(({ source }) => source?.file === name || source?.dev === name)
  if (!found) throw invalid(`invalid path or target '${name}': the domain has no such disk`)
  return found
}

/** Its images. @throws OPERATION_INVALID for a drive without a medium */
export function imagesOfDisk(disk: DiskConfig): readonly [ChainImage, ...ChainImage[]] {
  const [top, ...below] = imagesOf(disk)
  if (!top)
    throw new VirtError('OPERATION_INVALID', `disk '${disk.target.dev}' has no image`, { origin: 'QEMU' })
  return [top, ...below]
}

/** One of the images of a disk, by path or as `vda[2]`. @throws INVALID_ARG */
export function imageNamed(images: readonly ChainImage[], dev: string, name: string): ChainImage {
  const [, target, index] = /^(.+)\[(\d+)\]$/.exec(name) ?? []
  const found =
    target === dev
      ? images.find((image) => image.index === Number(index))
      : images.find(({ path }) => path === name)
  if (!found) throw invalid(`could not find image '${name}' in chain for '${dev}'`)
  return found
}

export function invalid(detail: string): VirtError {
  return new VirtError('INVALID_ARG', detail, { origin: 'QEMU' })
}
