import { execFileSync } from 'node:child_process'
import { mkdirSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDevice, parseDomain, type DeviceConfig } from '@virt/core/config'
import type { DomainRef } from '@virt/core/driver'
import { expect, onTestFinished, test } from 'vitest'
import { nanoDomainXml } from '../../../../tools/guests/index.mjs'
import { nano, openEngine, runtimeOf, uuids, type TestEngine } from '../support/engine.js'
import { mountSmall } from '../support/small-disk.js'
import { temporary } from '../support/temporary.js'

const mib = 1024 * 1024

/** A guest with a disk of 1 MiB, a user network, a balloon and an I/O thread. */
async function furnished(): Promise<TestEngine & { ref: DomainRef; root: string; path: string }> {
  const root = temporary()
  const path = join(root, 'images/one.img')
  mkdirSync(join(root, 'images'))
  writeFileSync(path, '')
  truncateSync(path, mib)
  const devices = `<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='${path}'/><target dev='vda' bus='virtio'/></disk>
    <interface type='user'><mac address='52:54:00:00:00:01'/><model type='virtio'/></interface>`
  const xml = nanoDomainXml({ name: 'one', uuid: uuids[0], devices }).replace(
    "<memballoon model='none'/>",
    "<memballoon model='virtio'/>",
  )
  const engine = await openEngine(root)
  const defined = await engine.domains.define({ ...parseDomain(xml), iothreads: 1 }, {})
  return { ...engine, ref: await engine.domains.start(defined, {}, {}), root, path }
}

test('all groups of figures of a guest', async () => {
  const { domains, ref, path } = await furnished()
  const [stats] = await domains.stats([ref], {}, {})
  const number: unknown = expect.any(Number)
  expect(stats).toEqual({
    domain: ref,
    state: 'running',
    reason: 'booted',
    cpu: { time: number, user: number, system: number },
    balloon: { current: 32768, maximum: 32768, lastUpdate: 0, rss: number },
    vcpus: {
      current: 1,
      maximum: 1,
      each: [{ number: 0, state: 'running', time: number, delay: number }],
    },
    interfaces: [{}],
    blocks: [
      {
        name: 'vda',
        path,
        readRequests: number,
        readBytes: number,
        readTime: number,
        writeRequests: 0,
        writeBytes: 0,
        writeTime: 0,
        flushRequests: 0,
        flushTime: 0,
        allocation: 0,
        capacity: mib,
        physical: mib,
      },
    ],
    ioThreads: [{ id: 1, pollMax: 32768, pollGrow: 0, pollShrink: 0 }],
    dirtyRate: { status: 'unstarted', startTime: 0, period: 0, mode: 'page-sampling' },
  })
})

test('only the groups that are asked for', async () => {
  const { domains, ref } = await furnished()
  const [stats] = await domains.stats([ref], { interfaces: true }, {})
  expect(Object.keys(stats ?? {}).sort()).toEqual(
    ['balloon', 'cpu', 'domain', 'interfaces', 'reason', 'state', 'vcpus'].sort(),
  )
})

test('the disks of a guest that is off are told of as the host sees them, if they are there', async () => {
  const { domains, ref, root, path } = await furnished()
  const qcow2 = join(root, 'images/two.qcow2')
  execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', qcow2, '8M'])
  const disk = (target: string, type: string, file: string): DeviceConfig =>
    parseDevice(
      `<disk type='file' device='disk'><driver name='qemu' type='${type}'/><source file='${file}'/><target dev='${target}' bus='virtio'/></disk>`,
    )
  await domains.attachDevice(ref, disk('vdb', 'qcow2', qcow2), { config: true }, {})
  await domains.attachDevice(ref, disk('vdc', 'raw', '/nowhere'), { config: true }, {})
  await domains.destroy(ref, {}, {})
  const [stats] = await domains.stats([ref], { blocks: true }, {})
  const { size: physical, blocks } = statSync(qcow2)
  expect(stats?.blocks).toEqual([
    { name: 'vda', path, allocation: 0, capacity: mib, physical: mib },
    { name: 'vdb', path: qcow2, allocation: blocks * 512, capacity: 8 * mib, physical },
    { name: 'vdc', path: '/nowhere' },
  ])
})

test('figures of single devices', async () => {
  const { domains, ref, path } = await furnished()
  const size = { capacity: mib, allocation: 0, physical: mib }
  expect(await domains.blockInfo(ref, 'vda', {})).toEqual(size)
  expect(await domains.blockStats(ref, path, {})).toEqual(await domains.blockStats(ref, undefined, {}))
  expect(await domains.blockErrors(ref, {})).toEqual([])
  await expect(domains.blockStats(ref, 'vdz', {})).rejects.toMatchObject({ code: 'INVALID_ARG' })
  await expect(domains.interfaceStats(ref, 'vnet9', {})).rejects.toMatchObject({
    code: 'INVALID_ARG',
    message: "invalid argument: invalid path, 'vnet9' is not a known interface",
  })
  await expect(domains.interfaceStats(ref, '52:54:00:00:00:01', {})).rejects.toMatchObject({
    code: 'INVALID_ARG',
  })
  expect((await domains.cpuStats(ref, {})).time).toBeGreaterThan(0)
  await domains.destroy(ref, {}, {})
  expect(await domains.blockInfo(ref, 'vda', {})).toEqual(size)
})

test.skipIf(process.getuid?.() !== 0)('a guest is not told what cannot be written down', async () => {
  const { domains, ref, root } = await furnished()
  const kept = join(root, 'run')
  mountSmall(kept, '4k')
  writeFileSync(join(kept, 'ballast'), 'full')
  const set = domains.setMemoryStatsPeriod(ref, 7, { live: true }, {})
  await expect(set).rejects.toMatchObject({ code: 'ENOSPC' })
  const asked =
    '{"execute":"qom-get","arguments":{"path":"/machine/peripheral/balloon0","property":"guest-stats-polling-interval"}}'
  expect(JSON.parse(await domains.monitorCommand(ref, asked, {}, {}))).toEqual({ return: 0 })
  expect((await domains.config(ref, {}, {})).devices?.memballoon?.stats).toBeUndefined()
})

test('how often a guest tells of its memory is kept', async () => {
  const { domains, ref } = await furnished()
  await domains.setMemoryStatsPeriod(ref, 7, { live: true, config: true }, {})
  expect(await domains.memoryStats(ref, {})).toMatchObject({ actual: 32768, lastUpdate: 0 })
  for (const inactive of [true, false])
    expect((await domains.config(ref, { inactive }, {})).devices?.memballoon?.stats).toEqual({ period: 7 })
})

test('a QEMU that is stopped does not keep the figures of others back', async () => {
  const { domains, ref, root } = await furnished()
  const { process: found } = runtimeOf(root)[0] ?? {}
  const other = await domains.create(nano({ name: 'two', uuid: uuids[1] }), {}, {})
  process.kill(found?.pid ?? 0, 'SIGSTOP')
  onTestFinished(() => void process.kill(found?.pid ?? 0, 'SIGCONT'))
  const told = async (): Promise<readonly unknown[]> =>
    (await domains.stats([ref, other], { vcpus: true, nowait: true }, {})).map(
      ({ vcpus }) => vcpus?.each?.length,
    )
  await expect.poll(told).toEqual([undefined, 1]) // on a slow machine the other may not answer at once either
})
