import { describe, expect, it } from 'vitest'
import { connect, refOf } from './support/connect.js'
import { guest, host } from './support/fake-xen.js'

const refused = (code: string): unknown => expect.objectContaining({ code, origin: 'XEN' })

describe('the host', () => {
  it('is described by what Xen says', async () => {
    const { host: xen } = connect()
    expect([await xen.type({}), await xen.version({}), await xen.freeMemory({})]).toEqual([
      'Xen',
      4_017_007,
      251_979 * 4096,
    ])
    expect(await xen.nodeInfo({})).toEqual({
      model: 'x86_64',
      memory: 524_156 * 4,
      cpus: 4,
      mhz: 2596,
      nodes: 1,
      sockets: 2,
      cores: 2,
      threads: 1,
    })
  })

  it('has a most of vcpus for domains of Xen, and for no others', async () => {
    const { host: xen } = connect()
    expect([await xen.maxVcpus(undefined, {}), await xen.maxVcpus('Xen', {})]).toEqual([128, 128])
    await expect(xen.maxVcpus('kvm', {})).rejects.toEqual(refused('INVALID_ARG'))
  })
})

describe('a listing', () => {
  it('takes one hypercall for any number up to a thousand', async () => {
    const { domains, xen } = connect([host, ...Array.from({ length: 1000 }, (_, index) => guest(index + 1))])
    expect(await domains.list({}, {})).toHaveLength(1001)
    expect(xen.calls).toEqual(['getdomaininfolist'])
  })

  it('goes on where a call had no more room', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => guest(index * 2 + 1))
    const { domains, xen } = connect([host, ...many])
    const ids = (await domains.list({}, {})).map(({ id }) => id)
    expect(ids).toEqual([0, ...many.map(({ id }) => id)])
    expect(xen.calls).toHaveLength(3)
  })

  it('of what is off has nothing, and asks nobody', async () => {
    const { domains, xen } = connect()
    expect([await domains.list({ active: false }, {}), xen.calls]).toEqual([[], []])
  })
})

describe('figures', () => {
  it('of all take one hypercall, and leave names to other channels', async () => {
    const { domains, xen } = connect()
    await domains.stats(undefined, {}, {})
    xen.calls.length = 0
    expect((await domains.stats(undefined, {}, {})).slice(1)).toEqual([
      {
        domain: { name: '', uuid: guest(1).uuid, id: 1 },
        state: 'blocked',
        reason: 'unknown',
        cpu: { time: 11_944_071 },
        balloon: { current: 8192, maximum: 9216 },
        vcpus: { current: 1, maximum: 1 },
      },
    ])
    expect(xen.calls).toEqual(['getdomaininfolist'])
  })

  it('of some are of those that are there, and nobody is asked for names', async () => {
    const { domains, xen } = connect([host, guest(1), guest(2)])
    const gone = { ...refOf(guest(1)), uuid: guest(9).uuid }
    const rows = await domains.stats([refOf(guest(2)), gone, { name: 'off', uuid: guest(1).uuid }], {}, {})
    expect(rows.map(({ domain }) => domain)).toEqual([refOf(guest(2))])
    expect(xen.calls).toEqual(['getdomaininfolist'])
  })
})

describe('vcpus', () => {
  it('have affinity maps for any number of CPUs', async () => {
    const domain = guest(1, { vcpus: 2 })
    const { domains } = connect([host, domain], {}, { cpus: 300 })
    await domains.pinVcpu(refOf(domain), 1, [0, 63, 64, 299], {}, {})
    const rows = await domains.vcpus(refOf(domain), {})
    expect(rows.map(({ affinity }) => affinity)).toEqual([
      [0, 63, 64, 299],
      [0, 63, 64, 299],
    ])
  })

  it('that are down are left out', async () => {
    const domain = guest(1, { vcpus: 4, online: 1 })
    const { domains } = connect([host, domain])
    expect(await domains.vcpus(refOf(domain), {})).toEqual([
      { number: 0, state: 'blocked', cpuTime: 11_944_071, affinity: [0, 1, 2, 3] },
    ])
    expect(await domains.maxVcpus(refOf(domain), {})).toBe(4)
  })

  it.each([
    ['a vcpu that the domain does not have', 1, [0]],
    ['a CPU that the host does not have', 0, [0, 4]],
  ])('are not pinned when the wish names %s', async (_what, vcpu, cpus) => {
    const { domains } = connect()
    await expect(domains.pinVcpu(refOf(guest(1)), vcpu, cpus, {}, {})).rejects.toEqual(refused('INVALID_ARG'))
  })

  it('are not pinned to CPUs that are all down', async () => {
    const { domains } = connect(undefined, { setvcpuaffinity: ['EINVAL'] })
    await expect(domains.pinVcpu(refOf(guest(1)), 0, [3], {}, {})).rejects.toEqual(refused('INVALID_ARG'))
  })

  it('are as many as the domain was created with', async () => {
    const domain = guest(1, { vcpus: 4, online: 2 })
    const { domains } = connect([host, domain])
    const set = (count: number, flags = {}): Promise<void> =>
      domains.setVcpus(refOf(domain), count, flags, {})
    await set(2)
    await set(4, { maximum: true })
    await expect(set(3)).rejects.toEqual(refused('NO_SUPPORT'))
    await expect(set(5)).rejects.toEqual(refused('OPERATION_INVALID'))
    await expect(set(2, { maximum: true })).rejects.toEqual(refused('OPERATION_INVALID'))
  })
})

describe('definitions', () => {
  it('are for another channel', async () => {
    const { domains } = connect()
    const [ref, config] = [refOf(guest(1)), { config: true }]
    for (const call of [
      domains.setMaxMemory(ref, 8192, config, {}),
      domains.setVcpus(ref, 1, config, {}),
      domains.pinVcpu(ref, 0, [0], config, {}),
      domains.setSchedulerParameters(ref, { weight: 1 }, config, {}),
    ])
      await expect(call).rejects.toEqual(refused('NO_SUPPORT'))
  })
})

describe('the scheduler', () => {
  it.each([
    [5, 'credit'],
    [6, 'credit2'],
  ])('%i is %s, whose parameters change one by one', async (scheduler, name) => {
    const domain = guest(1)
    const { domains } = connect([host, domain], {}, { scheduler })
    expect(await domains.schedulerType(refOf(domain), {})).toBe(name)
    await domains.setSchedulerParameters(refOf(domain), { cap: 150 }, {}, {})
    await domains.setSchedulerParameters(refOf(domain), { weight: 512 }, {}, {})
    expect(await domains.schedulerParameters(refOf(domain), {})).toEqual({ weight: 512, cap: 150 })
  })

  it.each([
    [4, 'sedf'],
    [7, 'arinc653'],
    [8, 'rtds'],
    [9, 'null'],
    [12, 'scheduler 12'],
  ])('%i is %s, and has no parameters here', async (scheduler, name) => {
    const { domains } = connect(undefined, {}, { scheduler })
    expect(await domains.schedulerType(refOf(guest(1)), {})).toBe(name)
    await expect(domains.schedulerParameters(refOf(guest(1)), {})).rejects.toMatchObject({
      code: 'OPERATION_UNSUPPORTED',
      detail: expect.stringContaining(`'${name}'`) as unknown,
    })
    await expect(domains.setSchedulerParameters(refOf(guest(1)), { weight: 1 }, {}, {})).rejects.toEqual(
      refused('OPERATION_UNSUPPORTED'),
    )
  })

  it.each<[Record<string, number>]>([
    [{ weight: 0 }],
    [{ weight: 65_536 }],
    [{ weight: 1.5 }],
    [{ cap: -1 }],
    [{ cap: 65_535 }],
    [{ precap: 1 }],
  ])('refuses %o with INVALID_ARG, and changes nothing', async (parameters) => {
    const { domains, xen } = connect()
    await expect(domains.setSchedulerParameters(refOf(guest(1)), parameters, {}, {})).rejects.toEqual(
      refused('INVALID_ARG'),
    )
    expect(xen.calls).not.toContain('schedulerOp')
  })
})
