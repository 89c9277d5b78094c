import type { DomainConfig } from '@virt/core/config'
import type { Call, DomainEvent } from '@virt/core/driver'
import { imagesOf, type ChainImage } from '../command-line/image-chain.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { diskNamed, imageNamed, imagesOfDisk } from './find-disk.js'
import { storageOf } from './nodes.js'

/** Have QEMU say when an image is written beyond an offset: that of its file, for it tells when the file must grow. */
export function setBlockThreshold(
  domain: ManagedDomain,
  name: string,
  threshold: number,
  call: Call,
): Promise<void> {
  return domain.jobs.run(async () => {
    const { config, monitor, thresholds } = domain.running()
    const node = storageOf(imageOf(config, name))
    await monitor.execute(
      'block-set-write-threshold',
      { 'node-name': node, 'write-threshold': threshold },
      call,
    )
    if (threshold > 0) thresholds.set(node, threshold)
    else thresholds.delete(node)
  }, call)
}

/** What is told when it was written; `undefined` for what is no image of a disk. */
export function thresholdEvent(
  { ref }: ManagedDomain,
  { config, thresholds }: Guest,
  data: Readonly<Record<string, unknown>>,
): DomainEvent | undefined {
  thresholds.delete(String(data['node-name']))
  for (const disk of config.devices?.disks ?? []) {
    const images = imagesOf(disk)
    const image = images.find((each) => storageOf(each) === data['node-name'])
    if (!image) continue
    const { dev } = disk.target
    return {
      type: 'blockThreshold',
      domain: ref,
      disk: image === images[0] ? dev : `${dev}[${image.index}]`,
      path: image.path === '' ? undefined : image.path,
      threshold: Number(data['write-threshold']),
      excess: Number(data['amount-exceeded']),
    }
  }
  return undefined
}

function imageOf(config: DomainConfig, name: string): ChainImage {
  const [, dev] = /^(.+)\[\d+\]$/.exec(name) ?? []
  const images = imagesOfDisk(diskNamed(config, dev ?? name))
  return dev === undefined ? images[0] : imageNamed(images, dev, name)
}
