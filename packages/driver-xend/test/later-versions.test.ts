import type { Domain } from '@virt/core'
import { describe, expect, it } from 'vitest'
import { diskXml, domain0, guestXml, hvm, managed, pv } from './support/guests.js'
import { recorded } from './support/recorded.js'
import { replay } from './support/replay.js'

const mib = 1024

/** Recorded changes of a guest that runs, in the words of the contract. */
const changes: readonly (readonly [string, string, (domain: Domain) => PromiseLike<unknown>])[] = [
  ['065', '070-pause', (domain) => domain.suspend()],
  ['072', '064-unpause', (domain) => domain.resume()],
  ['065', '079-maxmem-set', (domain) => domain.setMaxMemory(384 * mib)],
  ['065', '083-mem-target-set', (domain) => domain.setMemory(192 * mib - 100)],
  ['065', '085-set-vcpus', (domain) => domain.setVcpus(1)],
  ['065', '088-pincpu', (domain) => domain.pinVcpu(0, [2, 1])],
  ['065', '102-device-create-vif', (domain) => domain.attachDevice(vif)],
  ['065', '103-device-create-vbd', (domain) => domain.attachDevice(diskXml)],
  ['111', '113-device-destroy', (domain) => domain.detachDevice(diskXml)],
  ['065', '125-dump', (domain) => domain.coreDump('/tmp/xendlab/run/demo.core')],
  ['065', '129-save', (domain) => domain.save('/tmp/xendlab/run/demo.save')],
  ['065', '139-shutdown', (domain) => domain.shutdown()],
]

const vif = `<interface type='bridge'>
  <mac address='00:16:3e:44:55:66'/><source bridge='xenbr0'/><script path='vif-bridge'/>
</interface>`

describe.skipIf(!recorded)('xend 4.4.4', () => {
  it.each(changes)('after %s is asked for %s once', async (before, expected, change) => {
    const replayed = await replay('4.4.4', before, expected.slice(0, 3))
    const connection = await replayed.open()
    await change(connection.domain(pv))
    expect(replayed.played.filter((name) => name === expected)).toEqual([expected])
    expect(replayed.played.at(-1)).toBe(expected)
  })

  it('reads the parameters of the scheduler, and sets one without forgetting the other', async () => {
    const replayed = await replay('4.4.4', '065', '092', '093')
    const domain = (await replayed.open()).domain(pv)
    expect(await domain.schedulerType()).toBe('credit')
    expect(await domain.schedulerParameters()).toEqual({ weight: 256, cap: 0 })
    await domain.setSchedulerParameters({ weight: 512, cap: 50 })
    expect(replayed.played.at(-1)).toBe('093-credit-set')
  })

  it('reads them out of the description on a read-only connection, which sends nothing but GETs', async () => {
    const replayed = await replay('4.4.4', '098')
    const domain = (await replayed.open({ readOnly: true })).domain(pv)
    expect(await domain.schedulerParameters()).toEqual({ weight: 512, cap: 50 })
  })

  it('restores a guest, and knows it by its place', async () => {
    const connection = await (await replay('4.4.4', '134', '135')).open()
    const restored = await connection.restoreDomain('/tmp/xendlab/run/demo.save')
    expect(restored.ref).toEqual({ ...pv, id: 4 })
  })

  it('defines, changes what is off, starts, and forgets', async () => {
    const replayed = await replay(
      '4.4.4',
      '165',
      '165',
      '141',
      '144',
      '144',
      '151',
      '157',
      '158',
      '163',
      '164',
    )
    const connection = await replayed.open()
    const domain = await connection.defineDomain(guestXml(managed))
    await domain.setMaxMemory(300 * mib)
    await domain.start()
    expect(domain.id).toBe(5)
    await domain.undefine()
    expect(replayed.played.slice(-3)).toEqual(['158-started', '163-destroyed', '164-delete'])
  })

  it('tells all of a guest that runs', async () => {
    const connection = await (await replay('4.4.4', '065')).open()
    const domain = connection.domain(pv)
    expect(await domain.info()).toEqual({
      ...{ id: 3, state: 'blocked', maxMemory: 512 * mib, memory: 256 * mib, vcpus: 2 },
      ...{ cpuTime: 20_118_836, persistent: undefined },
    })
    expect([await domain.osType(), await domain.maxVcpus(), await domain.autostart()]).toEqual([
      'linux',
      2,
      false,
    ])
    const { name, uuid, id, memory, currentMemory, vcpu, devices } = await domain.config()
    expect({ name, uuid, id, memory, currentMemory, vcpu }).toEqual({
      ...{ ...pv, id: 3, memory: 512 * mib, currentMemory: 256 * mib },
      vcpu: { placement: 'static', count: 2 },
    })
    expect([devices?.disks?.length, devices?.interfaces?.length, devices?.graphics?.length]).toEqual([
      1, 1, 1,
    ])
    expect(await domain.stats()).toMatchObject({ state: 'blocked', cpu: { time: 20_118_836 } })
  })

  it('describes Domain-0', async () => {
    const connection = await (await replay('4.4.4', '017', '019', '021')).open()
    const domain = await connection.lookupDomainById(0)
    expect(domain.ref).toEqual({ ...domain0, id: 0 })
    expect((await domain.config()).name).toBe('Domain-0')
    expect((await domain.vcpus()).map(({ number, state }) => [number, state])).toEqual([
      [0, 'running'],
      [1, 'blocked'],
      [2, 'blocked'],
      [3, 'blocked'],
    ])
  })
})

/** Refusals that were recorded, and what they are in the library's words. */
const refusals: readonly (readonly [
  string,
  readonly string[],
  string,
  (domain: Domain) => PromiseLike<unknown>,
])[] = [
  ['pausing Domain-0', ['017', '074'], 'OPERATION_INVALID', (domain) => domain.suspend()],
  ['destroying Domain-0', ['017', '075'], 'OPERATION_INVALID', (domain) => domain.destroy()],
  ['shutting Domain-0 down', ['017', '076'], 'OPERATION_INVALID', (domain) => domain.shutdown()],
  [
    'saving Domain-0',
    ['017', '136'],
    'OPERATION_INVALID',
    (domain) => domain.save('/tmp/xendlab/run/x.save'),
  ],
  [
    'dumping Domain-0',
    ['017', '127'],
    'OPERATION_INVALID',
    (domain) => domain.coreDump('/tmp/xendlab/run/x.core'),
  ],
  [
    'saving where nothing can be',
    ['065', '128'],
    'OPERATION_FAILED',
    (domain) => domain.save('/no/such/dir/x'),
  ],
  [
    'attaching a disk that is in use',
    ['065', '104'],
    'CONFIG_UNSUPPORTED',
    (domain) => domain.attachDevice(diskXml),
  ],
  ['detaching what is not there', ['065'], 'DEVICE_MISSING', (domain) => domain.detachDevice(diskXml)],
  ['more memory than the most', ['065'], 'INVALID_ARG', (domain) => domain.setMemory(100_000 * mib)],
  ['more vcpus than the most', ['065'], 'INVALID_ARG', (domain) => domain.setVcpus(16)],
  ['a vcpu that is not there', ['065'], 'INVALID_ARG', (domain) => domain.pinVcpu(7, [0])],
  ['an unknown parameter', ['065'], 'INVALID_ARG', (domain) => domain.setSchedulerParameters({ fame: 1 })],
  ['a weight out of range', ['065'], 'INVALID_ARG', (domain) => domain.setSchedulerParameters({ weight: 0 })],
  ['starting what runs', ['065'], 'OPERATION_INVALID', (domain) => domain.start()],
  ['forgetting what runs', ['065'], 'OPERATION_INVALID', (domain) => domain.undefine()],
]

describe.skipIf(!recorded)('a refusal of xend 4.4.4', () => {
  it.each(refusals)('of %s has a code', async (what, exchanges, code, change) => {
    const connection = await (await replay('4.4.4', ...exchanges)).open()
    const domain = connection.domain(what.includes('Domain-0') ? domain0 : pv)
    await expect(change(domain)).rejects.toMatchObject({ code, origin: 'XEND' })
  })

  it('of a restore comes with a success', async () => {
    const connection = await (await replay('4.4.4', '132')).open()
    await expect(connection.restoreDomain('/no/such/file')).rejects.toMatchObject({
      code: 'OPERATION_FAILED',
    })
  })

  it('of a medium is told as what it is, not as a drive that is missing', async () => {
    const connection = await (await replay('4.4.4', '169', '170')).open()
    const cdrom = `<disk type='file' device='cdrom'><driver name='file'/>
      <source file='/tmp/xendlab/guest/cd.iso'/><target dev='hdc'/><readonly/></disk>`
    await expect(connection.domain(hvm).updateDevice(cdrom)).rejects.toMatchObject({
      code: 'OPERATION_UNSUPPORTED',
    })
  })

  it.each(['3.0.2', '3.0.4', '4.4.4'] as const)(
    'of an unknown domain in %s is NO_DOMAIN',
    async (version) => {
      const numbers = version === '4.4.4' ? ['023', '024', '025'] : ['009', '010']
      const connection = await (await replay(version, ...numbers)).open()
      await expect(connection.lookupDomainByName('nosuch')).rejects.toMatchObject({ code: 'NO_DOMAIN' })
      await expect(connection.lookupDomainById(999)).rejects.toMatchObject({ code: 'NO_DOMAIN' })
    },
  )
})
