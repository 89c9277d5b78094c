import { expect, test } from 'vitest'
import { nano, openEngine, uuids } from '../support/engine.js'
import { temporary } from '../support/temporary.js'

const pinned = {
  ...nano({ name: 'one', uuid: uuids[0] }),
  vcpu: { count: 2 },
  iothreads: 1,
  cputune: {
    vcpuPins: [{ vcpu: 1, cpuset: '0' }],
    emulatorPin: { cpuset: '0' },
    iothreadPins: [{ iothread: 1, cpuset: '0' }],
  },
}

test('threads are tied as the definition says, and otherwise while the guest runs', async () => {
  const { domains } = await openEngine(temporary())
  const defined = await domains.define(pinned, {})
  const ref = await domains.start(defined, {}, {})
  const affinities = async () => (await domains.vcpus(ref, {})).map(({ affinity }) => affinity)
  const [all = []] = await affinities()
  expect(await affinities()).toEqual([all, [0]])
  expect(await domains.emulatorPin(ref, {}, {})).toEqual([0])
  expect(await domains.ioThreads(ref, {}, {})).toEqual([{ id: 1, affinity: [0] }])

  await domains.pinVcpu(ref, 0, [0], { live: true }, {})
  await domains.pinVcpu(ref, 1, all, { live: true, config: true }, {})
  expect(await affinities()).toEqual([[0], all])
  const { cputune } = await domains.config(ref, { inactive: true }, {})
  expect(cputune?.vcpuPins).toEqual([{ vcpu: 1, cpuset: all.length === 1 ? '0' : `0-${all.length - 1}` }])
})

test('I/O threads come and go while the guest runs', async () => {
  const { domains } = await openEngine(temporary())
  const ref = await domains.create(pinned, {}, {})
  await domains.addIoThread(ref, 3, {}, {})
  expect((await domains.ioThreads(ref, {}, {})).map(({ id }) => id)).toEqual([1, 3])
  await domains.deleteIoThread(ref, 1, {}, {})
  expect((await domains.ioThreads(ref, {}, {})).map(({ id }) => id)).toEqual([3])
  const { iothreads, cputune } = await domains.config(ref, {}, {})
  expect([iothreads, cputune?.iothreadPins]).toEqual([1, undefined])
})

test('an I/O thread works as it is told to', async () => {
  const { domains } = await openEngine(temporary())
  const ref = await domains.start(await domains.define(pinned, {}), {}, {})
  const set = (params: Readonly<Record<string, number>>, flags = {}): Promise<void> =>
    domains.setIoThreadParams(ref, 1, params, flags, {})
  await set({ poll_max_ns: 5000, poll_grow: 3, poll_shrink: 4, thread_pool_min: 70, thread_pool_max: 80 })
  await set({ thread_pool_min: 2, thread_pool_max: 8 }, { live: true, config: true })
  const [stats] = await domains.stats([ref], { ioThreads: true }, {})
  expect(stats?.ioThreads).toEqual([{ id: 1, pollMax: 5000, pollGrow: 3, pollShrink: 4 }])
  const pool = { id: 1, threadPoolMin: 2, threadPoolMax: 8 }
  for (const inactive of [false, true])
    expect((await domains.config(ref, { inactive }, {})).iothreadIds).toEqual([pool])
  const get = { execute: 'qom-get', arguments: { path: '/objects/iothread1', property: 'thread-pool-max' } }
  expect(await domains.monitorCommand(ref, JSON.stringify(get), {}, {})).toContain('"return": 8')

  await expect(set({ thread_pool_min: 9 })).rejects.toMatchObject({ code: 'INVALID_ARG' })
  await expect(set({ poll_max_ns: 1 }, { config: true })).rejects.toMatchObject({
    code: 'OPERATION_UNSUPPORTED',
  })
  await expect(domains.setIoThreadParams(ref, 2, {}, {}, {})).rejects.toMatchObject({ code: 'INVALID_ARG' })
})

test('CPUs that the host does not have are refused', async () => {
  const { domains } = await openEngine(temporary())
  const ref = await domains.create(pinned, {}, {})
  await expect(domains.pinEmulator(ref, [4000], {}, {})).rejects.toMatchObject({ code: 'SYSTEM_ERROR' })
  await expect(domains.pinVcpu(ref, 9, [0], {}, {})).rejects.toMatchObject({ code: 'INVALID_ARG' })
})
