import { parseDevice } from '@virt/core/config'
import { describe, expect, it } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import type { QmpClient } from '../../src/qmp/client.js'
import { inventory } from '../support/insight.js'
import { machine } from '../support/machine.js'

interface Drive {
  readonly qdev?: string
  readonly inserted?: { readonly image: { readonly filename: string } }
}

/** The images in all drives. */
async function media(monitor: QmpClient): Promise<(string | undefined)[]> {
  const drives = (await monitor.execute('query-block')) as readonly Drive[]
  return drives.map(({ inserted }) => inserted?.image.filename)
}

describe.skipIf(!peer('qemu'))('a device of a running domain', () => {
  it('that is a drive takes another medium, or none, and keeps its own when there is no other', async () => {
    const cdrom = (source: string) =>
      `<disk type='file' device='cdrom'>${source && `<source file='${source}'/>`}<target dev='hdc' bus='ide'/></disk>`
    const { domains, domain, monitor, image } = await machine((make) => cdrom(make('first.iso')))
    const update = (source: string, flags = {}) =>
      domains.updateDevice(domain, parseDevice(cdrom(source)), flags, {})
    const before = await inventory(monitor)
    const second = image('second.iso')
    await update(second)
    expect(await media(monitor)).toEqual([second])
    expect((await inventory(monitor)).nodes).toHaveLength(before.nodes?.length ?? 0)
    expect((await domains.config(domain, {}, {})).devices?.disks?.[0]?.source?.file).toBe(second)
    await expect(update('/nowhere.iso')).rejects.toMatchObject({ code: 'SYSTEM_ERROR' })
    expect(await media(monitor)).toEqual([second])
    await update('', { live: true, config: true, force: true })
    expect(await media(monitor)).toEqual([undefined])
    expect((await inventory(monitor)).nodes).toEqual([])
    expect((await domains.config(domain, { inactive: true }, {})).devices?.disks?.[0]?.source).toBeUndefined()
    await update(second)
    expect(await media(monitor)).toEqual([second])
  })

  it('that is a network card has its cable pulled and put back; nothing else of it changes', async () => {
    const nic = (more: string, model = 'virtio') =>
      `<interface type='user'><mac address='52:54:00:00:00:01'/><model type='${model}'/>${more}</interface>`
    const { domains, domain } = await machine(() => nic(''))
    const update = (xml: string) => domains.updateDevice(domain, parseDevice(xml), { live: true }, {})
    const link = async () => (await domains.config(domain, {}, {})).devices?.interfaces?.[0]?.link?.state
    await update(nic("<link state='down'/>"))
    expect(await link()).toBe('down')
    await update(nic("<link state='up'/>"))
    expect(await link()).toBe('up')
    await expect(update(nic('', 'e1000'))).rejects.toMatchObject({
      code: 'OPERATION_UNSUPPORTED',
      message: 'Operation not supported: cannot modify network device model from virtio to e1000',
    })
  })

  it('that is a screen gets another password, and an end of it', async () => {
    const vnc = (more: string) => `<graphics type='vnc' autoport='yes' ${more}/>`
    const { domains, domain } = await machine(() => vnc("passwd='first'"))
    const update = (more: string) => domains.updateDevice(domain, parseDevice(vnc(more)), { live: true }, {})
    await update("passwd='second' passwdValidTo='2030-01-01T00:00:00'")
    const { devices } = await domains.config(domain, { secure: true }, {})
    expect(devices?.graphics?.[0]).toMatchObject({ passwd: 'second', passwdValidTo: '2030-01-01T00:00:00' })
    await expect(update("passwd='x' keymap='de'")).rejects.toMatchObject({ code: 'OPERATION_UNSUPPORTED' })
  })

  it('that is a balloon tells its figures as often as is wanted', async () => {
    const { domains, domain, monitor } = await machine(
      () => '',
      (config) => ({ ...config, devices: { ...config.devices, memballoon: { model: 'virtio' } } }),
    )
    const period = () =>
      monitor.execute('qom-get', {
        path: '/machine/peripheral/balloon0',
        property: 'guest-stats-polling-interval',
      })
    for (const wanted of [5, 0]) {
      const xml = `<memballoon model='virtio'><stats period='${wanted}'/></memballoon>`
      await domains.updateDevice(domain, parseDevice(xml), { live: true }, {})
      expect(await period()).toBe(wanted)
    }
  })
})
