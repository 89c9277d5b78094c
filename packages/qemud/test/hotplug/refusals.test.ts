import { parseDevice } from '@virt/core/config'
import { describe, expect, it } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { inventory } from '../support/insight.js'
import { controllers, machine, type Machine } from '../support/machine.js'

/** What is refused, and how. */
const attaching: readonly (readonly [what: string, xml: string, code: string, message: string])[] = [
  [
    'a disk on a bus that cannot',
    "<disk type='file'><source file='IMAGE'/><target dev='sdx' bus='sata'/></disk>",
    'OPERATION_UNSUPPORTED',
    "Operation not supported: disk bus 'sata' cannot be hotplugged.",
  ],
  [
    'a missing image',
    "<disk type='file'><source file='/nowhere.img'/><target dev='sdb' bus='usb'/></disk>",
    'SYSTEM_ERROR',
    "Cannot access storage file '/nowhere.img': No such file or directory",
  ],
  [
    'a target that is taken',
    "<disk type='file'><source file='IMAGE'/><target dev='sdz' bus='usb'/></disk>",
    'INVALID_ARG',
    'target sdz already exists',
  ],
  [
    'an image that QEMU cannot read',
    "<disk type='file'><driver name='qemu' type='qcow2'/><source file='IMAGE'/><target dev='sdb' bus='usb'/></disk>",
    'OPERATION_FAILED',
    "operation failed: unable to execute QEMU command 'blockdev-add': Image is not in qcow2 format",
  ],
  [
    'a device whose backend is there and that QEMU refuses',
    "<disk type='file'><source file='IMAGE'/><target dev='vda' bus='virtio'/><blockio logical_block_size='3'/></disk>",
    'OPERATION_FAILED',
    "operation failed: unable to execute QEMU command 'device_add': Property",
  ],
  [
    'a line whose socket cannot be made',
    "<console type='unix'><source mode='bind' path='/nowhere/socket'/><target type='virtio' port='1'/></console>",
    'OPERATION_FAILED',
    "operation failed: unable to execute QEMU command 'chardev-add'",
  ],
  [
    'an interface whose port is taken',
    "<interface type='udp'><source address='127.0.0.1' port='1'><local address='203.0.113.1' port='1'/></source></interface>",
    'OPERATION_FAILED',
    "operation failed: unable to execute QEMU command 'netdev_add'",
  ],
  ['a kind that stays', "<sound model='ac97'/>", 'OPERATION_UNSUPPORTED', "live attach of device 'sound'"],
  [
    'a security module',
    "<tpm model='tpm-crb'><backend type='emulator'/></tpm>",
    'OPERATION_UNSUPPORTED',
    "live attach of device 'tpm'",
  ],
  [
    'an input of the machine',
    "<input type='keyboard' bus='ps2'/>",
    'OPERATION_UNSUPPORTED',
    "input device on bus 'ps2'",
  ],
  [
    'a device of the host that is not there',
    "<hostdev mode='subsystem' type='usb'><source><vendor id='0xffff'/><product id='0xfffe'/></source></hostdev>",
    'OPERATION_FAILED',
    'Did not find USB device',
  ],
]

describe.skipIf(!peer('qemu'))('nothing of a device stays when it is refused', () => {
  it('whatever the reason', async () => {
    const it = await machine(
      (image) =>
        `${controllers}<disk type='file'><source file='${image('z.img')}'/><target dev='sdz' bus='usb'/></disk>`,
    )
    const { domains, domain, monitor, image } = it
    const before = await inventory(monitor)
    const both = await descriptions(it)
    for (const [what, xml, code, message] of attaching) {
      const device = parseDevice(xml.replace('IMAGE', image('disk.img')))
      const refused = domains.attachDevice(domain, device, { live: true, config: true }, {})
      await expect(refused, what).rejects.toMatchObject({
        code,
        message: expect.stringContaining(message) as string,
      })
      expect(await inventory(monitor), what).toEqual(before)
      expect(await descriptions(it), what).toEqual(both)
    }
  })

  it('nor of one for which there is no room', async () => {
    const { domains, domain, monitor } = await machine()
    const card = (number: number) =>
      parseDevice(`<interface type='user'><mac address='52:54:00:00:01:${number + 10}'/></interface>`)
    const attach = async (count: number): Promise<void> => {
      await domains.attachDevice(domain, card(count), {}, {})
      if (count < 40) await attach(count + 1)
    }
    await expect(attach(0)).rejects.toMatchObject({
      message: expect.stringContaining('No more available PCI slots') as string,
    })
    const { devices } = await domains.config(domain, {}, {})
    const names = (devices?.interfaces ?? []).map(({ alias = '' }) => alias)
    expect((await inventory(monitor)).devices).toEqual(expect.arrayContaining(names))
    expect((await inventory(monitor)).devices?.filter((name) => name.startsWith('net'))).toHaveLength(
      names.length,
    )
  })

  it('and what is not there, or in use, is not taken', async () => {
    const { domains, domain, image } = await machine()
    const detach = (xml: string) => domains.detachDevice(domain, parseDevice(xml), {}, {})
    await expect(detach("<disk type='file'><target dev='vdx'/></disk>")).rejects.toMatchObject({
      code: 'DEVICE_MISSING',
      message: 'device not found: disk vdx not found',
    })
    await expect(detach("<rng model='virtio'><backend model='random'/></rng>")).rejects.toMatchObject({
      code: 'DEVICE_MISSING',
    })
    const disk = `<disk type='file'><source file='${image('disk.img')}'/><target dev='sda' bus='scsi'/></disk>`
    await domains.attachDevice(domain, parseDevice(disk), {}, {})
    await expect(detach("<controller type='scsi' index='0'/>")).rejects.toMatchObject({
      code: 'OPERATION_FAILED',
      message: 'operation failed: device cannot be detached: device is busy',
    })
  })
})

function descriptions({ domains, domain }: Machine): Promise<unknown> {
  return Promise.all([domains.config(domain, {}, {}), domains.config(domain, { inactive: true }, {})])
}
