import { describe, expect, it } from 'vitest'
import { diskXml, guestXml, interfaceXml, managed, pv } from './support/guests.js'
import { recorded } from './support/recorded.js'
import { type Replay, replay } from './support/replay.js'

const mib = 1024
const changes = (played: Replay['played']): string[] =>
  played.filter((name) => !/^(001|003)-node$/.test(name))

describe.skipIf(!recorded).each(['3.0.2', '3.0.4'] as const)('xend %s', (version) => {
  const begin = async (...numbers: string[]) => {
    const replayed = await replay(version, ...numbers)
    const connection = await replayed.open()
    return { replayed, connection, domain: connection.domain(pv) }
  }

  it('creates: made, devices awaited, let go', async () => {
    const { replayed, connection } = await begin(...absent(version), '014', '015', '017', '018')
    const domain = await connection.createDomain(guestXml(pv))
    expect(domain.ref).toEqual({ ...pv, id: 1 })
    expect(changes(replayed.played).slice(-4)).toEqual([
      '014-create',
      '015-created',
      '017-wait',
      '018-unpause',
    ])
  })

  it('creates a guest that stays paused', async () => {
    const { replayed, connection } = await begin(...absent(version), '014', '015', '017')
    await connection.createDomain(guestXml(pv), { paused: true })
    expect(replayed.played.at(-1)).toBe('017-wait')
  })

  it('suspends and resumes', async () => {
    const { replayed, domain } = await begin('019', '022', '015', '023')
    await domain.suspend()
    await domain.resume()
    expect(changes(replayed.played)).toEqual(['019-running', '022-pause', '015-created', '023-unpause2'])
  })

  it('changes memory and vcpus', async () => {
    const { replayed, domain } = await begin('019', '024', '025', '026')
    await domain.setMaxMemory(384 * mib - 1)
    await domain.setMemory(192 * mib)
    await domain.setVcpus(1)
    expect(changes(replayed.played).filter((name) => !name.startsWith('019'))).toEqual([
      '024-maxmem',
      '025-mem',
      '026-vcpus',
    ])
  })

  it('attaches devices, and detaches a disk by its number', async () => {
    const { replayed, domain } = await begin('019', '031', '032')
    await domain.attachDevice(interfaceXml)
    await domain.attachDevice(diskXml)
    expect(replayed.played).toContain('031-attach-vif')
    expect(replayed.played).toContain('032-attach-vbd')
    const later = await begin('034', '035')
    await later.domain.detachDevice(diskXml)
    expect(changes(later.replayed.played)).toEqual(['034-with-devices', '035-detach-vbd'])
  })

  it('saves and restores', async () => {
    const path = '/tmp/xendlab/run/old.save'
    const { replayed, connection, domain } = await begin('019', '038', '039', '040')
    await domain.save(path)
    expect((await connection.restoreDomain(path)).ref).toEqual({ ...pv, id: 2 })
    expect(changes(replayed.played)[1]).toBe('038-save')
  })

  it('migrates, and says why it could not', async () => {
    const { replayed, domain } = await begin('019', '041')
    const refused = domain.migrate('xenmigr://127.0.0.1:1/')
    await expect(refused).rejects.toMatchObject({
      message: expect.stringContaining("can't connect: Connection refused"),
    })
    expect(changes(replayed.played)).toContain('041-migrate')
    await expect(domain.migrate('not a host')).rejects.toMatchObject({ code: 'INVALID_ARG' })
  })

  it('asks a guest to power off', async () => {
    const { replayed, domain } = await begin('040', '042')
    await domain.shutdown()
    expect(changes(replayed.played)).toEqual(['040-restored', '042-shutdown'])
  })

  it('tells of vcpus', async () => {
    const { connection } = await begin('005', '008')
    const vcpus = await connection
      .domain({ name: 'Domain-0', uuid: '00000000-0000-0000-0000-000000000000' })
      .vcpus()
    expect(vcpus.map(({ number, state, cpu, affinity }) => ({ number, state, cpu, affinity }))).toEqual(
      [0, 1, 2, 3].map((number) => ({
        number,
        state: number === 0 ? 'running' : 'blocked',
        cpu: number,
        affinity: [0, 1, 2, 3],
      })),
    )
  })
})

/** What the questions whether a name and a uuid are taken are answered with. */
const absent = (version: string): string[] => (version === '3.0.2' ? ['043', '004'] : ['043', '043'])

describe.skipIf(!recorded)('xend 3.0.2', () => {
  it('has no definitions, no core dumps, no scheduler operations', async () => {
    const connection = await (await replay('3.0.2')).open()
    const without = [
      'define',
      'undefine',
      'start',
      'autostart',
      'setAutostart',
      'coreDump',
      'schedulerType',
    ] as const
    expect(without.filter((name) => connection.supports(`domains.${name}`))).toEqual([])
  })

  it('finds a uuid among all domains, for it cannot be asked for one', async () => {
    const replayed = await replay('3.0.2', '020')
    const found = await (await replayed.open()).lookupDomainByUuid(pv.uuid)
    expect(found.ref).toEqual({ ...pv, id: 1 })
    expect(changes(replayed.played)).toEqual(['020-detail-2'])
  })
})

describe.skipIf(!recorded)('xend 3.0.4', () => {
  it('defines, starts and undefines', async () => {
    const replayed = await replay('3.0.4', '053', '053', '044', '045', '048', '049', '051', '052')
    const connection = await replayed.open()
    const domain = await connection.defineDomain(guestXml(managed))
    await domain.start()
    expect(domain.id).toBe(3)
    await domain.undefine()
    expect(changes(replayed.played)).toEqual([
      ...['053-deleted', '053-deleted', '044-new', '045-managed', '048-start', '049-started'],
      ...['051-destroyed', '052-delete'],
    ])
  })

  it('destroys, and waits until it is done', async () => {
    const replayed = await replay('3.0.4', '049', '050', '051')
    const domain = (await replayed.open()).domain(managed)
    await domain.destroy()
    expect((await domain.info()).state).toBe('shutoff')
    expect(changes(replayed.played)).toEqual(['049-started', '050-destroy', '051-destroyed', '051-destroyed'])
  })

  it('reads and writes the parameters of the credit scheduler', async () => {
    const replayed = await replay('3.0.4', '019', '029', '030')
    const domain = (await replayed.open()).domain(pv)
    expect(await domain.schedulerType()).toBe('credit')
    expect(await domain.schedulerParameters()).toEqual({ weight: 256, cap: 0 })
    await domain.setSchedulerParameters({ weight: 512, cap: 50 })
  })
})
