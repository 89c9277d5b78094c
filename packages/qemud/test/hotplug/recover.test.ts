import { parseDevice } from '@virt/core/config'
import { describe, expect, it } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { openEngine, until } from '../support/engine.js'
import { diskXml, makeImage, pathsOf } from '../support/images.js'
import { inventory } from '../support/insight.js'
import { machine } from '../support/machine.js'

describe.skipIf(!peer('qemu'))('an engine that comes back', () => {
  it('keeps what was plugged in, and forgets what has gone meanwhile with what stood behind it', async () => {
    const { domains, domain, engine, monitor, image, root } = await machine()
    const before = await inventory(monitor)
    const disk = (dev: string) =>
      parseDevice(`<disk type='file'><source file='${image(dev)}'/><target dev='${dev}' bus='usb'/></disk>`)
    for (const dev of ['sda', 'sdb']) await domains.attachDevice(domain, disk(dev), {}, {})
    await engine.close()
    await monitor.execute('device_del', { id: 'usb-disk0' })
    await until(async () => !(await inventory(monitor)).devices?.includes('usb-disk0'), 'it is gone')
    const later = await openEngine(root)
    await until(
      async () => (await later.domains.config(domain, {}, {})).devices?.disks?.length === 1,
      'it is forgotten',
    )
    expect((await later.domains.config(domain, {}, {})).devices?.disks?.[0]?.target.dev).toBe('sdb')
    await later.domains.detachDevice(domain, disk('sdb'), {}, {})
    expect(await inventory(monitor)).toEqual(before)
  })

  it('has the images that QEMU has, whatever the one before it was in the middle of', async () => {
    const cdrom = (source: string) =>
      `<disk type='file' device='cdrom'><source file='${source}'/><target dev='hdc' bus='ide'/></disk>`
    const { domains, domain, engine, monitor, image, root } = await machine(
      (make) => cdrom(make('first.iso')) + diskXml(makeImage(make('disk'), '4M')),
    )
    const disksOf = async (from: typeof domains) => (await from.config(domain, {}, {})).devices?.disks ?? []
    const [drive, disk] = [(await disksOf(domains))[0]!, (await disksOf(domains))[1]!]
    await engine.close()
    const overlay = makeImage(image('overlay'), '4M', { path: disk.source?.file ?? '', format: 'qcow2' })
    const node = (index: number) => `libvirt-${index}-format`
    for (const [index, driver, filename] of [
      [7, 'qcow2', overlay],
      [8, 'raw', image('second.iso')],
    ] as const) {
      const storage = `libvirt-${index}-storage`
      await monitor.execute('blockdev-add', { 'node-name': storage, driver: 'file', filename })
      const backing = driver === 'qcow2' ? { backing: null } : {}
      await monitor.execute('blockdev-add', { 'node-name': node(index), driver, file: storage, ...backing })
    }
    const action = { node: node(disk.source?.index ?? 0), overlay: node(7) }
    await monitor.execute('transaction', { actions: [{ type: 'blockdev-snapshot', data: action }] })
    await monitor.execute('blockdev-open-tray', { id: drive.alias ?? '', force: true })
    await monitor.execute('blockdev-remove-medium', { id: drive.alias ?? '' })
    await monitor.execute('blockdev-close-tray', { id: drive.alias ?? '' })
    const later = await openEngine(root)
    await until(async () => pathsOf((await disksOf(later.domains))[1]).length === 2, 'it has seen the image')
    const [shown, top] = await disksOf(later.domains)
    expect(pathsOf(top)).toEqual([overlay, disk.source?.file])
    expect(shown?.source?.file).toBe(drive.source?.file)
    const drives = await monitor.execute('query-block')
    expect(drives.find(({ qdev }) => qdev?.includes(drive.alias ?? ''))).toMatchObject({
      inserted: { file: drive.source?.file },
    })
    const defined = (await later.domains.config(domain, { inactive: true }, {})).devices?.disks
    expect(defined?.find(({ target }) => target.dev === 'vda')?.source?.file).toBe(overlay)
    const left = (await inventory(monitor)).nodes
    expect(left).not.toContain(node(8))
    expect(left).toContain(node(7))
  })
})
