import { parseDevice } from '@virt/core/config'
import { describe, expect, it } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { openEngine, until } from '../support/engine.js'
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
})
