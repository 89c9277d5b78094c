import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { diskDomain, jobEvents, type DiskDomain } from '../support/disk-domain.js'
import { until } from '../support/engine.js'
import { pathsOf } from '../support/images.js'
import { fill, mayMount, mountSmall } from '../support/small-disk.js'

/** The images that QEMU may write to. */
async function written({ domains, domain }: DiskDomain): Promise<string[]> {
  const query = { execute: 'query-named-block-nodes', arguments: { flat: true } }
  const said = await domains.monitorCommand(domain, JSON.stringify(query), {}, {})
  const nodes = (JSON.parse(said) as { return: { drv: string; file: string; ro: boolean }[] }).return
  return nodes.filter(({ drv, ro }) => drv === 'qcow2' && !ro).map(({ file }) => file)
}

/** Little room for what is known of running guests. Answers a file that can take all of it. */
function smallRun(root: string): string {
  const place = join(root, 'run')
  mountSmall(place, '64k')
  return join(place, 'ballast')
}

describe.skipIf(!peer('qemu') || !peer('qemu-img') || !mayMount())('where there is no room', () => {
  it('a copy fails, and guest and chain are what they were', async () => {
    const { domains, domain, root, images, disk, events } = await diskDomain(4)
    const place = join(root, 'small')
    mkdirSync(place)
    mountSmall(place, '2m')
    const copy = join(place, 'copy')
    await expect(domains.blockCopy(domain, 'vda', { path: copy }, {}, {})).rejects.toMatchObject({
      code: 'OPERATION_FAILED',
      message: expect.stringContaining('No space left on device') as string,
    })
    expect(pathsOf(await disk())).toEqual(images)
    expect((await disk())?.mirror).toBeUndefined()
    expect((await domains.info(domain, {})).state).toBe('paused')
    expect(jobEvents(events)).toEqual(['copy failed'])
    expect(await domains.blockJobInfo(domain, 'vda', {})).toBeNull()
  })

  it('a commit that the guest cannot follow ends, and guest and chain are what they were', async () => {
    const test = await diskDomain(4)
    const { domains, domain, root, images, disk, events } = test
    const room = smallRun(root)
    const slowly = { active: true, pivot: true, base: 'vda[2]', delete: true, bandwidth: 65_536 }
    const committed = domains.blockCommit(domain, 'vda', slowly, {})
    await until(async () => (await domains.blockJobInfo(domain, 'vda', {})) !== null, 'the job')
    fill(room)
    await domains.blockJobSetSpeed(domain, 'vda', 0, {})
    await expect(committed).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(await domains.blockJobInfo(domain, 'vda', {})).toBeNull()
    rmSync(room)
    expect(pathsOf(await disk())).toEqual(images)
    expect((await disk())?.mirror).toBeUndefined()
    expect(jobEvents(events)).toEqual(['activeCommit ready', 'activeCommit canceled'])
    expect(await written(test)).toEqual(images.slice(0, 1))
    await domains.blockCommit(domain, 'vda', { ...slowly, bandwidth: 0 }, {})
    expect(pathsOf(await disk())).toEqual(images.slice(1))
  })

  it('what a commit has done is not forgotten before it is written down', async () => {
    const { domains, domain, root, images, disk, warnings } = await diskDomain(4)
    const room = smallRun(root)
    const slowly = { top: 'vda[2]', base: 'vda[3]', delete: true, bandwidth: 65_536 }
    const committed = domains.blockCommit(domain, 'vda', slowly, {})
    await until(async () => (await domains.blockJobInfo(domain, 'vda', {})) !== null, 'the job')
    fill(room)
    await domains.blockJobSetSpeed(domain, 'vda', 0, {})
    await until(() => warnings.some((each) => each.includes('waits for room')), 'it waits')
    expect(await domains.blockJobInfo(domain, 'vda', {})).not.toBeNull()
    rmSync(room)
    await committed
    expect(pathsOf(await disk())).toEqual(images.filter((_, index) => index !== 1))
    expect(existsSync(images[1]!)).toBe(false)
  })

  it('a snapshot is not begun', async () => {
    const { engine, domain, root, images, disk } = await diskDomain()
    await engine.snapshots.create(domain, { name: 'one' }, { diskOnly: true }, {})
    await engine.snapshots.delete(domain, 'one', {}, {})
    const kept = join(root, 'etc/snapshots', domain.uuid)
    mountSmall(kept, '8k')
    const made = engine.snapshots.create(domain, { name: 'two' }, { diskOnly: true }, {})
    await expect(made).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(pathsOf(await disk())).toEqual(images)
    expect((await disk(true))?.source?.file).toBe(images[0])
    expect(await engine.snapshots.list(domain, {}, {})).toEqual([])
    expect([readdirSync(kept), existsSync(`${images[0]}.two`)]).toEqual([[], false])
  })
})
