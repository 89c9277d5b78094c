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

test('CPUs that the host does not have are refused', async () => {
  const { domains } = await openEngine(temporary())
  const ref = await domains.create(pinned, {}, {})
  await expect(domains.pinEmulator(ref, [4000], {}, {})).rejects.toMatchObject({ code: 'SYSTEM_ERROR' })
  await expect(domains.pinVcpu(ref, 9, [0], {}, {})).rejects.toMatchObject({ code: 'INVALID_ARG' })
})
