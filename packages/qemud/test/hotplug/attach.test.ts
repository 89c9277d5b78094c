import { join } from 'node:path'
import { parseDevice, type DeviceConfig } from '@virt/core/config'
import { describe, expect, it } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { inventory } from '../support/insight.js'
import { machine } from '../support/machine.js'

const xml = (text: string): DeviceConfig => parseDevice(text)
const disk = (path: string, dev: string, bus: string, more = ''): DeviceConfig =>
  xml(`<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='${path}'/>
    <target dev='${dev}' bus='${bus}'/>${more}</disk>`)

/** Kinds of device, by whether they leave a guest that does not know of hot-unplugging. */
const kinds: readonly (readonly [name: string, xml: string, 'detached' | 'requested', alias: string])[] = [
  [
    'a USB disk',
    "<disk type='file'><source file='IMAGE'/><target dev='sdb' bus='usb'/></disk>",
    'detached',
    'usb-disk1',
  ],
  [
    'a SCSI disk',
    "<disk type='file'><source file='IMAGE'/><target dev='sda' bus='scsi'/></disk>",
    'detached',
    'scsi0-0-0-0',
  ],
  [
    'a virtio disk',
    "<disk type='file'><source file='IMAGE'/><target dev='vda' bus='virtio'/></disk>",
    'requested',
    'virtio-disk0',
  ],
  [
    'a SCSI CD drive',
    "<disk type='file' device='cdrom'><source file='IMAGE'/><target dev='sdc' bus='scsi'/></disk>",
    'detached',
    'scsi0-0-0-2',
  ],
  [
    'an interface',
    "<interface type='user'><mac address='52:54:00:00:00:01'/><model type='virtio'/><link state='down'/></interface>",
    'requested',
    'net0',
  ],
  ['a SCSI controller', "<controller type='scsi' index='3' model='virtio-scsi'/>", 'requested', 'scsi3'],
  ['a USB controller', "<controller type='usb' index='1' model='qemu-xhci'/>", 'requested', 'usb1'],
  [
    'a USB serial port',
    "<serial type='pty'><target type='usb-serial' port='1'/></serial>",
    'detached',
    'serial1',
  ],
  [
    'a PCI serial port',
    "<serial type='unix'><source mode='bind' path='SOCKET'/><target type='pci-serial' port='1'/></serial>",
    'requested',
    'serial1',
  ],
  [
    'a virtio console',
    "<console type='pty'><target type='virtio' port='1'/></console>",
    'detached',
    'console1',
  ],
  [
    'entropy',
    "<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>",
    'requested',
    'rng0',
  ],
  ['a USB tablet', "<input type='tablet' bus='usb'/>", 'detached', 'input0'],
  ['a virtio keyboard', "<input type='keyboard' bus='virtio'/>", 'requested', 'input0'],
]

describe.skipIf(!peer('qemu'))('a device that is plugged into a running domain', () => {
  it.each(kinds)('is there and gone again: %s', async (_name, text, result, alias) => {
    const { domains, domain, monitor, image, root, events } = await machine()
    const device = xml(text.replace('IMAGE', image('disk.img')).replace('SOCKET', join(root, 's')))
    const [before, definition] = [
      await inventory(monitor),
      await domains.config(domain, { inactive: true }, {}),
    ]
    const shown = await domains.config(domain, {}, {})
    await domains.attachDevice(domain, device, { live: true }, {})
    expect((await inventory(monitor)).devices).toEqual([...(before.devices ?? []), alias].sort())
    expect(await domains.config(domain, { inactive: true }, {})).toEqual(definition)
    expect(await domains.detachDevice(domain, device, { live: true }, {})).toBe(result)
    const told = events.filter(({ type }) => type.startsWith('device'))
    const added = { type: 'deviceAdded', domain, device: alias }
    if (result === 'detached') {
      expect(await inventory(monitor)).toEqual(before)
      expect(await domains.config(domain, {}, {})).toEqual(shown)
      expect(told).toEqual([added, { ...added, type: 'deviceRemoved' }])
    } else expect(told).toEqual([added])
  })

  it('leaves its USB port to nobody else', async () => {
    const { domains, domain, monitor } = await machine()
    const card =
      "<interface type='user'><mac address='52:54:00:00:00:01'/><model type='usb-net'/></interface>"
    await domains.attachDevice(domain, xml(card), { live: true }, {})
    await domains.attachDevice(domain, xml("<input type='tablet' bus='usb'/>"), { live: true }, {})
    expect((await inventory(monitor)).devices).toEqual(expect.arrayContaining(['net0', 'input0']))
  })

  it('is in the definition too, when both are asked for', async () => {
    const { domains, domain, image } = await machine()
    const device = disk(image('a.img'), 'sda', 'usb')
    await domains.attachDevice(domain, device, { live: true, config: true }, {})
    expect((await domains.config(domain, { inactive: true }, {})).devices?.disks).toEqual([
      (device as { disk: object }).disk,
    ])
    await domains.detachDevice(domain, device, { live: true, config: true }, {})
    expect((await domains.config(domain, { inactive: true }, {})).devices?.disks ?? []).toEqual([])
  })
})
