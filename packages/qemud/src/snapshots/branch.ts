import { rm } from 'node:fs/promises'
import type { DomainConfig } from '@virt/core/config'
import type { KnownSnapshot } from '@virt/core/driver'
import { createImage, kindOfPlace } from '../blocks/create-image.js'
import { imagesOfDisk } from '../blocks/find-disk.js'
import { definedDisk, withDisk } from '../blocks/replace-disk.js'
import type { ChainImage } from '../command-line/image-chain.js'
import { newImagePath } from './new-image-path.js'
import { targetsOf } from './targets.js'

/** A domain that goes on from what its external snapshot has left alone, each disk in a new image of its own. */
export interface Branch {
  readonly config: DomainConfig
  readonly discard: () => Promise<void>
}

export async function branched(config: DomainConfig, snapshot: KnownSnapshot): Promise<Branch> {
  const made: string[] = []
  const discard = async (): Promise<void> => {
    for (const path of made) await rm(path, { force: true })
  }
  const suffix = `${snapshot.name}-${Date.now()}`
  let branch = config
  try {
    for (const { disk } of targetsOf(snapshot, 'external')) {
      const [base] = imagesOfDisk(disk)
      const { file } = newImagePath(disk, suffix)
      await kindOfPlace({ path: file }, disk.target.dev, false)
      const image: ChainImage = { type: 'file', path: file, format: 'qcow2', index: 0 }
      await createImage(image, { backing: base, like: base.path })
      made.push(file)
      branch = withDisk(branch, definedDisk(disk, image))
    }
  } catch (error) {
    await discard()
    throw error
  }
  return { config: branch, discard }
}
