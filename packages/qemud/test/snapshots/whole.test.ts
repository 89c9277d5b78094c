import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { diskDomain } from '../support/disk-domain.js'
import { lifecycle, nano, openEngine, uuids } from '../support/engine.js'
import { diskXml, makeImage, pathsOf } from '../support/images.js'
import { scriptedAgent } from '../support/scripted-agent.js'
import { inShort } from '../support/snapshots.js'
import { temporary } from '../support/temporary.js'

const there = peer('qemu') && peer('qemu-img')
const memory = (file: string) => ({ memory: { snapshot: 'external' as const, file } })

describe.skipIf(!there)('a snapshot with its memory in a file', () => {
  it.each([true, false])(
    'is taken while the guest runs (live: %s), which continues from it elsewhere',
    async (live) => {
      const { engine, domains, domain, images, disk, root, events } = await diskDomain()
      const file = join(root, 'memory')
      await domains.resume(domain, {})
      const record = await engine.snapshots.create(domain, { name: 'one', ...memory(file) }, { live }, {})
      expect(inShort([record])).toEqual(['one< running external *'])
      expect((await engine.snapshots.config(domain, 'one', {}, {})).memory).toEqual({
        snapshot: 'external',
        file,
      })
      expect(statSync(file).mode & 0o777).toBe(0o600)
      expect(pathsOf(await disk())).toEqual([`${images[0]}.one`, ...images])
      expect((await domains.info(domain, {})).state).toBe('running')
      expect(lifecycle(events).slice(-2)).toEqual(['suspended paused', 'resumed unpaused'])
      await domains.destroy(domain, {}, {})
      await domains.restore(file, {}, {})
      expect((await domains.info(domain, {})).state).toBe('running')
      expect(pathsOf(await disk())).toEqual(images)
    },
  )

  it('leaves a guest that stood still, and ends one that is to end', async () => {
    const { engine, domains, domain, root } = await diskDomain()
    const { snapshots } = engine
    await snapshots.create(domain, { name: 'one', ...memory(join(root, 'm1')) }, { live: true }, {})
    expect((await domains.info(domain, {})).state).toBe('paused')
    await domains.resume(domain, {})
    await snapshots.create(domain, { name: 'two', ...memory(join(root, 'm2')) }, { halt: true }, {})
    expect(await domains.info(domain, {})).toMatchObject({ state: 'shutoff', reason: 'fromSnapshot' })
    const unsupported = { code: 'CONFIG_UNSUPPORTED' }
    await expect(snapshots.revert(domain, 'two', {}, {})).rejects.toMatchObject(unsupported)
    await expect(snapshots.delete(domain, 'two', {}, {})).rejects.toMatchObject(unsupported)
    await snapshots.delete(domain, 'two', { metadataOnly: true }, {})
    expect(inShort(await snapshots.list(domain, {}, {}))).toEqual(['one< paused external *'])
  })

  it('leaves nothing when the disks cannot go on with new images', async () => {
    const { engine, domains, domain, images, disk, root } = await diskDomain()
    const file = join(root, 'memory')
    await domains.resume(domain, {})
    const disks = [{ name: 'vda', source: { file: '/etc/passwd' } }]
    await expect(
      engine.snapshots.create(domain, { name: 'one', disks, ...memory(file) }, {}, {}),
    ).rejects.toMatchObject({ code: 'INVALID_ARG' })
    expect([existsSync(file), (await domains.info(domain, {})).state]).toEqual([false, 'running'])
    expect(pathsOf(await disk())).toEqual(images)
  })

  it.each([
    ['memory of disks alone', memory('/m'), { diskOnly: true }, 'CONFIG_UNSUPPORTED'],
    ['live without a file', {}, { live: true }, 'OPERATION_UNSUPPORTED'],
    ['quiesce with memory', memory('/m'), { quiesce: true }, 'INVALID_ARG'],
  ])('is refused: %s', async (_what, config, flags, code) => {
    const { engine, domain } = await diskDomain()
    await expect(
      engine.snapshots.create(domain, { name: 'one', ...config }, flags, {}),
    ).rejects.toMatchObject({ code })
  })
})

describe.skipIf(!there)("a guest's file systems", () => {
  const files = ['guest-fsfreeze-freeze', 'guest-fsfreeze-thaw']

  it.each([
    ['are at rest while its disks get new images', { name: 'one' }, 1, 'made', files],
    [
      'go on when that fails',
      { disks: [{ name: 'vda', source: { file: '/etc/passwd' } }] },
      1,
      'INVALID_ARG',
      files,
    ],
    [
      'are told to go on when they did not come to rest',
      { name: 'one' },
      undefined,
      'OPERATION_FAILED',
      files,
    ],
  ])('%s', async (_what, config, frozen, outcome, commands) => {
    const root = temporary()
    const image = makeImage(join(root, 'image'), '4M')
    const path = join(root, 'agent')
    const channel = `<channel type='unix'><source mode='bind' path='${path}'/><target type='virtio' name='org.qemu.guest_agent.0'/></channel>`
    const { engine, domains } = await openEngine(root)
    const domain = await domains.create(
      nano({ name: 'a', uuid: uuids[0], devices: diskXml(image) + channel }),
      {},
      {},
    )
    const heard = await scriptedAgent(path, (command) => (command.endsWith('freeze-freeze') ? frozen : 1))
    const said = await engine.snapshots
      .create(domain, config, { diskOnly: true, quiesce: true }, {})
      .then(() => 'made')
      .catch((error: unknown) => (error as { code?: string }).code)
    expect([said, heard]).toEqual([outcome, commands])
  })
})
