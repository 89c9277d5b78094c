import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { diskDomain, type DiskDomain } from '../support/disk-domain.js'
import { killGuests, openEngine, uuids, type TestEngine } from '../support/engine.js'
import { pathsOf } from '../support/images.js'

const there = peer('qemu') && peer('qemu-img')
const [uuid] = uuids

/** What an engine leaves that is killed when all is done but nothing is written down. */
async function killed(test: DiskDomain): Promise<{ overlay: string; next: () => Promise<TestEngine> }> {
  const { root, engine, domain, images } = test
  const overlay = `${images[0]}.one`
  const files = [join(root, 'etc/a.xml'), join(root, 'run', `${uuid}.json`)].filter(existsSync)
  const before = files.map((file) => readFileSync(file))
  const kept = join(root, `etc/snapshots/${uuid}/one.json`)
  await engine.snapshots.create(domain, { name: 'one' }, { diskOnly: true }, {})
  await engine.close()
  const unfinished = { ...(JSON.parse(readFileSync(kept, 'utf8')) as object), unfinished: true, reuse: false }
  files.forEach((file, index) => writeFileSync(file, before[index] ?? ''))
  writeFileSync(kept, JSON.stringify(unfinished))
  return { overlay, next: () => openEngine(root) }
}

describe.skipIf(!there)('an external snapshot that an engine was killed in', () => {
  it('has happened when the guest goes on with its image', async () => {
    const test = await diskDomain(1)
    const { overlay, next } = await killed(test)
    const { engine, domains } = await next()
    const disks = await Promise.all(
      [false, true].map(
        async (inactive) => (await domains.config(test.domain, { inactive }, {})).devices?.disks,
      ),
    )
    expect(disks.map((disk) => pathsOf(disk?.[0])[0])).toEqual([overlay, overlay])
    expect(await engine.snapshots.list(test.domain, {}, {})).toMatchObject([{ name: 'one', current: true }])
    await engine.snapshots.delete(test.domain, 'one', {}, {})
    expect(existsSync(overlay)).toBe(false)
  })

  it('has happened when its image is whole, and the guest has ended that may have written to it', async () => {
    const test = await diskDomain(1)
    const { overlay, next } = await killed(test)
    killGuests(test.root)
    const { engine, domains } = await next()
    const { devices } = await domains.config(test.domain, {}, {})
    expect(pathsOf(devices?.disks?.[0])[0]).toBe(overlay)
    expect(await engine.snapshots.list(test.domain, {}, {})).toMatchObject([{ name: 'one' }])
  })

  it('has not happened when the definition is what it was, and leaves nothing', async () => {
    const test = await diskDomain(1, false)
    const { overlay, next } = await killed(test)
    const { engine, domains, warnings } = await next()
    expect(pathsOf((await domains.config(test.domain, {}, {})).devices?.disks?.[0])).toEqual(test.images)
    expect(existsSync(overlay)).toBe(false)
    expect([await engine.snapshots.list(test.domain, {}, {}), warnings]).toEqual([[], []])
    await engine.snapshots.create(test.domain, { name: 'one' }, { diskOnly: true }, {})
  })
})
