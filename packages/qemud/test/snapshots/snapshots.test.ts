import { existsSync, mkdirSync, readdirSync, statSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { VirtError } from '@virt/core/driver'
import { describe, expect, it, onTestFinished } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { diskDomain, holds, write } from '../support/disk-domain.js'
import { killGuests, lifecycle, openEngine, runtimeOf, until } from '../support/engine.js'
import { pathsOf, qemuImg } from '../support/images.js'
import { inShort, tagsOf } from '../support/snapshots.js'

const there = peer('qemu') && peer('qemu-img')

describe.skipIf(!there)('snapshots of a domain that is off', () => {
  it('are within its images: made, gone back to, and removed', async () => {
    const { engine, domain, images } = await diskDomain(1, false)
    const [image = ''] = images
    const { snapshots } = engine
    await snapshots.create(domain, { name: 'one' }, {}, {})
    write(image, 9, 0)
    await snapshots.create(domain, { name: 'two' }, {}, {})
    expect(inShort(await snapshots.list(domain, {}, {}))).toEqual([
      'one< shutoff internal',
      'two<one shutoff internal *',
    ])
    await snapshots.revert(domain, 'one', {}, {})
    expect(holds(image, 1, 0)).toBe(true)
    await snapshots.revert(domain, 'two', {}, {})
    expect(holds(image, 9, 0)).toBe(true)
    await snapshots.delete(domain, 'one', {}, {})
    expect(tagsOf(image)).toEqual(['two'])
    await snapshots.delete(domain, 'two', { metadataOnly: true }, {})
    expect(tagsOf(image)).toEqual(['two'])
    expect(await snapshots.list(domain, {}, {})).toEqual([])
  })

  it('are new images over the old ones, whose branches go on side by side', async () => {
    const { engine, domain, images, disk } = await diskDomain(1, false)
    const [image = ''] = images
    const { snapshots } = engine
    await snapshots.create(domain, { name: 'one' }, { diskOnly: true }, {})
    const overlay = `${image}.one`
    expect((await disk(true))?.source?.file).toBe(overlay)
    expect(statSync(overlay).mode & 0o777).toBe(0o600)
    write(overlay, 9, 0)
    await snapshots.revert(domain, 'one', {}, {})
    const branch = (await disk(true))?.source?.file ?? ''
    expect([branch === overlay, holds(branch, 1, 0), holds(overlay, 9, 0)]).toEqual([false, true, true])
    await expect(snapshots.delete(domain, 'one', {}, {})).rejects.toMatchObject({
      code: 'OPERATION_UNSUPPORTED',
    })
  })

  it('are merged when the last one of them is removed', async () => {
    const { engine, domain, images, disk } = await diskDomain(1, false)
    const [image = ''] = images
    await engine.snapshots.create(domain, { name: 'one' }, { diskOnly: true }, {})
    write(`${image}.one`, 9, 0)
    await engine.snapshots.delete(domain, 'one', {}, {})
    expect((await disk(true))?.source?.file).toBe(image)
    expect([holds(image, 9, 0), existsSync(`${image}.one`)]).toEqual([true, false])
  })
})

describe.skipIf(!there)('what is remembered of snapshots', () => {
  it('does not bring back a name that their domain had before', async () => {
    const { engine, root, domains, domain } = await diskDomain(1, false)
    await engine.snapshots.create(domain, { name: 'one' }, {}, {})
    await domains.rename(domain, 'b', {})
    await engine.snapshots.revert(domain, 'one', {}, {})
    expect(await domains.config(domain, {}, {})).toMatchObject({ name: 'b' })
    expect(existsSync(join(root, 'etc/a.xml'))).toBe(false)
  })

  it('goes with the last run of a domain that is not defined any more', async () => {
    const { engine, root, domains, domain } = await diskDomain()
    await engine.snapshots.create(domain, { name: 'one' }, { diskOnly: true }, {})
    await domains.undefine(domain, {}, {})
    expect(await engine.snapshots.list(domain, {}, {})).toHaveLength(1)
    await domains.destroy(domain, {}, {})
    expect(readdirSync(join(root, 'etc/snapshots'))).toEqual([])
  })
})

describe.skipIf(!there)('snapshots of a running domain', () => {
  it('write down that the guest is to go on before a revert stops it', async () => {
    const { engine, root, domains, domain } = await diskDomain()
    await domains.resume(domain, {})
    await engine.snapshots.create(domain, { name: 'one' }, {}, {})
    const reverted = engine.snapshots.revert(domain, 'one', {}, {})
    await until(() => runtimeOf(root)[0]?.task !== undefined, 'a task is written down')
    expect(runtimeOf(root)[0]?.task).toEqual({ kind: 'restore', resume: true })
    await reverted
    expect(runtimeOf(root)[0]?.task).toBeUndefined()
  })

  it('are of the whole guest, which goes back to it', async () => {
    const { engine, domains, domain, images, events } = await diskDomain()
    const { snapshots } = engine
    await domains.resume(domain, {})
    const record = await snapshots.create(domain, { name: 'one' }, {}, {})
    expect(inShort([record])).toEqual(['one< running internal *'])
    expect(tagsOf(images[0]!)).toEqual(['one'])
    expect((await domains.info(domain, {})).state).toBe('running')
    await domains.define({ ...(await domains.config(domain, { inactive: true }, {})), title: 'later' }, {})
    await snapshots.revert(domain, 'one', { paused: true }, {})
    expect((await domains.config(domain, { inactive: true }, {})).title).toBeUndefined()
    expect(await domains.info(domain, {})).toMatchObject({ state: 'paused', reason: 'fromSnapshot' })
    await domains.destroy(domain, {}, {})
    await snapshots.revert(domain, 'one', {}, {})
    expect((await domains.info(domain, {})).state).toBe('running')
    await snapshots.create(domain, { name: 'two' }, { halt: true }, {})
    expect(await domains.info(domain, {})).toMatchObject({ state: 'shutoff', reason: 'fromSnapshot' })
    expect(lifecycle(events).at(-1)).toBe('stopped fromSnapshot')
    await snapshots.delete(domain, 'one', { children: true }, {})
    expect(tagsOf(images[0]!)).toEqual([])
  })

  it('are gone back to, once the guest was ended for it, though nobody waits any more', async () => {
    const { engine, domains, domain, events } = await diskDomain(1, false)
    await engine.snapshots.create(domain, { name: 'one' }, {}, {})
    await domains.start(domain, {}, {})
    const gone = new AbortController()
    const leave = ({ type, event }: { type: string; event?: string }): void => {
      if (type === 'lifecycle' && event === 'stopped') gone.abort()
    }
    await domains.subscribe(leave, {})
    const { signal } = gone
    await engine.snapshots.revert(domain, 'one', { running: true }, { signal }).catch(() => undefined)
    await until(async () => (await domains.info(domain, {})).state === 'running', 'it is back')
    expect(lifecycle(events).slice(-3)).toEqual([
      'stopped fromSnapshot',
      'defined fromSnapshot',
      'started booted',
    ])
  })

  it('are gone back to by the next engine where one ends between two guests', async () => {
    const { engine, root, domains, domain } = await diskDomain(1, false)
    await engine.snapshots.create(domain, { name: 'one' }, {}, {})
    await domains.start(domain, {}, {})
    const closed = new Promise<void>((resolve) => {
      const close = ({ type, event }: { type: string; event?: string }): void => {
        if (type === 'lifecycle' && event === 'stopped') void engine.close().then(resolve)
      }
      void domains.subscribe(close, {})
    })
    engine.snapshots.revert(domain, 'one', { running: true }, {}).catch(() => undefined)
    await closed
    const next = await openEngine(root)
    await until(() => readdirSync(join(root, 'run/reverting')).length === 0, 'it is over')
    expect((await next.domains.info(domain, {})).state).toBe('running')
    expect(lifecycle(next.events)).toEqual(['defined fromSnapshot', 'started booted'])
    expect(next.warnings).toEqual([])
  })

  it('are not gone back to where an image does not have them, and nothing is given up', async () => {
    const { engine, domains, domain, images, events } = await diskDomain()
    const [image = ''] = images
    await engine.snapshots.create(domain, { name: 'one' }, {}, {})
    await domains.destroy(domain, {}, {})
    const revert = (): Promise<void> => engine.snapshots.revert(domain, 'one', { force: true }, {})
    qemuImg('snapshot', '-d', 'one', image)
    await expect(revert()).rejects.toMatchObject({ code: 'OPERATION_FAILED' })
    qemuImg('snapshot', '-c', 'one', image)
    await domains.start(domain, {}, {})
    const before = events.length
    await expect(revert()).rejects.toMatchObject({ code: 'OPERATION_FAILED' })
    expect([(await domains.info(domain, {})).state, events.slice(before)]).toEqual(['running', []])
  })

  it('are of its memory, or are not made, when it ends at the moment of their making', async () => {
    const { engine, root, domains, domain, images } = await diskDomain()
    const watched = join(root, 'etc/snapshots', domain.uuid)
    mkdirSync(watched, { recursive: true })
    const watcher = watch(watched).once('change', () => killGuests(root))
    onTestFinished(() => watcher.close())
    await expect(engine.snapshots.create(domain, { name: 'one' }, {}, {})).rejects.toThrow(VirtError)
    await until(async () => (await domains.info(domain, {})).state === 'shutoff', 'it has ended')
    expect([tagsOf(images[0]!), await engine.snapshots.list(domain, {}, {})]).toEqual([[], []])
  })

  it('are of its disks alone, and the guest, its descriptions and the next engine go on with the new images', async () => {
    const { engine, root, domain, images, disk } = await diskDomain()
    const [image = ''] = images
    const { snapshots } = engine
    const record = await snapshots.create(domain, { name: 'one' }, { diskOnly: true, atomic: true }, {})
    expect(inShort([record])).toEqual(['one< disk-snapshot external *'])
    await snapshots.create(domain, { name: 'two' }, { diskOnly: true }, {})
    const [one, two] = [`${image}.one`, `${image}.two`]
    expect(pathsOf(await disk())).toEqual([two, one, image])
    expect((await disk(true))?.source?.file).toBe(two)
    await snapshots.delete(domain, 'two', {}, {})
    expect(pathsOf(await disk())).toEqual([one, image])
    await engine.close()
    const next = await openEngine(root)
    const [shown] = (await next.domains.config(domain, {}, {})).devices?.disks ?? []
    expect(pathsOf(shown)).toEqual([one, image])
    expect(inShort(await next.engine.snapshots.list(domain, {}, {}))).toEqual([
      'one< disk-snapshot external *',
    ])
    await next.engine.snapshots.revert(domain, 'one', { running: true }, {})
    const [branch] = (await next.domains.config(domain, {}, {})).devices?.disks ?? []
    expect(pathsOf(branch).slice(1)).toEqual([image])
  })

  it.each([
    ['a disk that is not there', { disks: [{ name: 'vdz' }] }, {}, 'CONFIG_UNSUPPORTED'],
    [
      'external disks without their memory',
      { disks: [{ name: 'vda', snapshot: 'external' as const }] },
      {},
      'CONFIG_UNSUPPORTED',
    ],
    [
      'an internal one of disks alone',
      { disks: [{ name: 'vda', snapshot: 'internal' as const }] },
      { diskOnly: true },
      'CONFIG_UNSUPPORTED',
    ],
    ['quiesce without an agent', {}, { diskOnly: true, quiesce: true }, 'OPERATION_UNSUPPORTED'],
    [
      'a file that is there',
      { disks: [{ name: 'vda', source: { file: '/etc/passwd' } }] },
      { diskOnly: true },
      'INVALID_ARG',
    ],
    ['words without meaning', { extra: { attributes: { color: 'blue' } } }, { validate: true }, 'XML_ERROR'],
  ])('are refused for %s, and nothing is left', async (_what, config, flags, code) => {
    const { engine, domain, images, disk, root } = await diskDomain()
    const files = readdirSync(root)
    await expect(
      engine.snapshots.create(domain, { name: 'one', ...config }, flags, {}),
    ).rejects.toMatchObject({ code })
    expect(pathsOf(await disk())).toEqual(images)
    expect(readdirSync(root)).toEqual(files)
    expect(await engine.snapshots.list(domain, {}, {})).toEqual([])
  })
})

describe.skipIf(!there)('what is remembered of snapshots', () => {
  it('keeps a domain from being undefined, unless it is to be forgotten', async () => {
    const { engine, domains, domain, root } = await diskDomain(1, false)
    await engine.snapshots.create(domain, { name: 'one' }, {}, {})
    await expect(domains.undefine(domain, {}, {})).rejects.toMatchObject({ code: 'OPERATION_INVALID' })
    await domains.undefine(domain, { snapshotsMetadata: true }, {})
    expect(readdirSync(join(root, 'etc/snapshots'))).toEqual([])
  })

  it('is set aside with a warning when it is torn, foreign or of something unfinished', async () => {
    const { engine, domain, root } = await diskDomain(1, false)
    await engine.snapshots.create(domain, { name: 'one' }, {}, {})
    await engine.close()
    const directory = join(root, 'etc/snapshots', domain.uuid)
    writeFileSync(join(directory, 'torn.json'), '{"version":1,')
    writeFileSync(join(directory, 'later.json'), '{"version":2,"snapshot":"?"}')
    const next = await openEngine(root)
    expect(inShort(await next.engine.snapshots.list(domain, {}, {}))).toEqual(['one< shutoff internal *'])
    expect(next.warnings).toHaveLength(2)
    expect(readdirSync(directory).sort()).toEqual([
      '.current.json',
      'later.json.broken',
      'one.json',
      'torn.json.broken',
    ])
  })
})
