import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { nano, openEngine, uuids } from '../support/engine.js'
import { temporary } from '../support/temporary.js'

const [uuid] = uuids

describe.skipIf(!peer('qemu') || !peer('qemu-img'))('the devices of a running domain', () => {
  it('have figures and places of their own', async () => {
    const root = temporary()
    const image = join(root, 'disk.qcow2')
    execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', image, '1M'])
    const { domains } = await openEngine(root)
    const devices = `
      <disk type='file' device='disk'>
        <driver name='qemu' type='qcow2'/><source file='${image}'/><target dev='vda' bus='virtio'/>
      </disk>
      <graphics type='vnc' port='-1' autoport='yes' passwd='secret'/>`
    const domain = await domains.create(nano({ name: 'a', uuid, devices }), {}, {})
    const [stats] = await domains.stats(undefined, {}, {})
    const number = expect.any(Number) as number
    expect(stats?.blocks).toEqual([
      {
        name: 'vda',
        path: image,
        capacity: 1024 * 1024,
        allocation: number,
        physical: number,
        readRequests: number,
        readBytes: number,
        readTime: number,
        writeRequests: 0,
        writeBytes: 0,
        writeTime: 0,
        flushRequests: 0,
        flushTime: 0,
      },
    ])
    const shown = (await domains.config(domain, {}, {})).devices?.graphics?.[0]
    expect(shown).toMatchObject({ type: 'vnc', passwd: '*****' })
    expect(shown?.port).toBeGreaterThanOrEqual(5900)
    const secure = (await domains.config(domain, { secure: true }, {})).devices?.graphics?.[0]
    expect(secure?.passwd).toBe('secret')
  })

  it('may be on unix sockets, for a console too', async () => {
    const root = temporary()
    const { domains } = await openEngine(root)
    const path = join(root, 'serial.sock')
    const serial = `<serial type='unix'><source mode='bind' path='${path}'/></serial>`
    const domain = await domains.create(nano({ name: 'a', uuid, serial }), { paused: true }, {})
    const console = await domains.openConsole(domain, {}, {})
    const said = new Promise<string>((resolve) =>
      console.once('data', (chunk: Buffer) => resolve(chunk.toString())),
    )
    await domains.resume(domain, {})
    expect(await said).not.toBe('')
    await expect(domains.openConsole(domain, { device: 'net0' }, {})).rejects.toMatchObject({
      code: 'DEVICE_MISSING',
    })
    const forced = await domains.openConsole(domain, { force: true }, {})
    expect(console.destroyed).toBe(true)
    forced.destroy()
  })

  it('give memory back on demand, if there is a balloon', async () => {
    const { domains, events } = await openEngine(temporary())
    const without = await domains.create(nano({ name: 'a', uuid }), {}, {})
    await expect(domains.setMemory(without, 16384, { live: true }, {})).rejects.toMatchObject({
      code: 'OPERATION_INVALID',
    })
    await domains.destroy(without, {}, {})
    const config = nano({ name: 'a', uuid })
    const balloon = { ...config, devices: { ...config.devices, memballoon: { model: 'virtio' } } } as const
    const domain = await domains.create(balloon, {}, {})
    await domains.setMemory(domain, 16384, { live: true }, {})
    expect(events.filter(({ type }) => type !== 'lifecycle')).toEqual([])
  })
})
