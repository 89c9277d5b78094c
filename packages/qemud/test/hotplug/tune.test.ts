import { describe, expect, it } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { machine } from '../support/machine.js'

interface Drive {
  readonly inserted?: Readonly<Record<string, unknown>>
}

const devices = (image: (name: string) => string): string => `
  <disk type='file'><source file='${image('a.img')}'/><target dev='vda' bus='virtio'/></disk>
  <interface type='user'><mac address='52:54:00:00:00:01'/></interface>`

describe.skipIf(!peer('qemu'))('the limits of a device', () => {
  it('of a disk are told to QEMU, and kept in the definition', async () => {
    const { domains, domain, monitor } = await machine(devices)
    const both = { live: true, config: true }
    await domains.setBlockIoTune(domain, 'vda', { total_bytes_sec: 4096, read_iops_sec: 7 }, both, {})
    const limited = async () => {
      const [drive] = (await monitor.execute('query-block')) as readonly Drive[]
      const { bps, bps_rd, iops_rd } = drive?.inserted ?? {}
      return { bps, bps_rd, iops_rd }
    }
    expect(await limited()).toEqual({ bps: 4096, bps_rd: 0, iops_rd: 7 })
    await domains.setBlockIoTune(domain, 'vda', { read_bytes_sec: 512 }, { live: true }, {})
    expect(await limited()).toEqual({ bps: 0, bps_rd: 512, iops_rd: 7 })
    const [live, defined] = await Promise.all([
      domains.blockIoTune(domain, 'vda', {}, {}),
      domains.blockIoTune(domain, 'vda', { config: true }, {}),
    ])
    expect(live).toMatchObject({
      total_bytes_sec: 0,
      read_bytes_sec: 512,
      read_iops_sec: 7,
      size_iops_sec: 0,
    })
    expect(defined).toMatchObject({ total_bytes_sec: 4096, read_bytes_sec: 0, read_iops_sec: 7 })
  })

  it.each([
    [{ speed: 1 }, "invalid argument: parameter 'speed' not supported"],
    [
      { total_bytes_sec: -1 },
      "invalid argument: parameter 'total_bytes_sec' must be a whole number from 0 on",
    ],
    [
      { total_bytes_sec: 1, read_bytes_sec: 1 },
      'invalid argument: total and read/write of bytes_sec cannot be set at the same time',
    ],
  ])('are refused: %j', async (parameters, message) => {
    const { domains, domain } = await machine(devices)
    const refused = domains.setBlockIoTune(domain, 'vda', parameters, {}, {})
    await expect(refused).rejects.toMatchObject({ code: 'INVALID_ARG', message })
  })

  it('of an interface need a host side that can be limited', async () => {
    const { domains, domain } = await machine(devices)
    const limit = { 'inbound.average': 100, 'inbound.burst': 50 }
    const mac = '52:54:00:00:00:01'
    await expect(domains.setInterfaceParameters(domain, mac, limit, {}, {})).rejects.toMatchObject({
      code: 'OPERATION_UNSUPPORTED',
    })
    expect(await domains.interfaceParameters(domain, mac, {}, {})).toMatchObject({ 'inbound.average': 0 })
  })
})
