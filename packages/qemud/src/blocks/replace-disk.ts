import type { DiskConfig, DomainConfig } from '@virt/core/config'
import { imagePath } from '../command-line/block-nodes.js'
import { imagesOf, withImages, type ChainImage } from '../command-line/image-chain.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { describeAnew } from '../engine/in-state.js'
import { noteRuntime } from '../engine/runtime.js'

/** A description in which the disk of the same target is this one. */
export function withDisk(config: DomainConfig, disk: DiskConfig): DomainConfig {
  const disks = config.devices?.disks?.map((each) => (each.target.dev === disk.target.dev ? disk : each))
  return { ...config, devices: { ...config.devices, disks } }
}

/** Change a disk of the live description, and write that down. @throws SYSTEM_ERROR and changes nothing when it cannot be */
export function changeDisk(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  disk: DiskConfig,
): void {
  describeAnew(context, domain, guest, withDisk(guest.config, disk))
}

/** The same for what has happened already, whether or not it can be written down. */
export function noteDisk(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  disk: DiskConfig,
): void {
  guest.config = withDisk(guest.config, disk)
  noteRuntime(context, domain, guest)
}

/** The definition of a guest that has another topmost image, if its disk was the same until then. */
export function followed(
  definition: DomainConfig | undefined,
  before: DiskConfig,
  image: ChainImage,
): DomainConfig | undefined {
  const defined = definition?.devices?.disks?.find(({ target }) => target.dev === before.target.dev)
  if (!definition || !defined || imagePath(defined) !== imagePath(before)) return definition
  return withDisk(definition, definedDisk(defined, image))
}

/** The guest has another topmost image now: so has the definition. Throws, and changes nothing, when it cannot be written. */
export async function moveTop(
  context: EngineContext,
  domain: ManagedDomain,
  before: DiskConfig,
  image: ChainImage,
): Promise<void> {
  const changed = followed(domain.definition, before, image)
  if (!changed || changed === domain.definition) return
  await context.definitions.save(changed)
  domain.definition = changed
}

/** The same for what cannot wait. */
export async function followTop(
  context: EngineContext,
  domain: ManagedDomain,
  before: DiskConfig,
  image: ChainImage,
): Promise<void> {
  try {
    await moveTop(context, domain, before, image)
  } catch (error) {
    context.warn(`definition of '${domain.name}' does not know its new image: ${(error as Error).message}`)
    domain.definition = followed(domain.definition, before, image)
  }
}

/** A disk of a definition with another image: the chain below is found when it starts. */
export function definedDisk(disk: DiskConfig, image: ChainImage): DiskConfig {
  const { source, ...rest } = withImages(disk, [image])
  return { ...rest, source: { ...source, index: undefined }, backingStore: undefined }
}

/** The images of a disk from one of them downwards. */
export function imagesFrom(disk: DiskConfig, index: number): readonly ChainImage[] {
  const images = imagesOf(disk)
  const at = images.findIndex((image) => image.index === index)
  return at < 0 ? [] : images.slice(at)
}
