import { imagesOf } from '../command-line/image-chain.js'
import type { Guest } from '../engine/guest.js'

/** Close images that no disk has: they were opened for something that did not come about. QEMU keeps what is in use. */
export async function closeUnused({ monitor, config }: Guest): Promise<void> {
  const wanted = new Set(
    (config.devices?.disks ?? []).flatMap((disk) => [
      ...imagesOf(disk).map(({ index }) => index),
      ...(disk.mirror?.source?.index === undefined ? [] : [disk.mirror.source.index]),
    ]),
  )
  const nodes = await monitor.execute('query-named-block-nodes', { flat: true })
  const names = nodes.map((node) => node['node-name'])
  for (const kind of ['format', 'storage'])
    for (const name of names) {
      const [, number, part] = /^libvirt-(\d+)-(format|storage)$/.exec(name) ?? []
      if (part !== kind || wanted.has(Number(number))) continue
      await monitor.execute('blockdev-del', { 'node-name': name }).catch(() => undefined)
    }
}
