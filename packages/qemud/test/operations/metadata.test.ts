import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lifecycle, nano, openEngine, uuids } from '../support/engine.js'
import { temporary } from '../support/temporary.js'

test('a definition gets another name with all its files, and a new engine finds it by that', async () => {
  const root = temporary()
  const { engine, domains, events } = await openEngine(root)
  const ref = await domains.define(nano({ name: 'old', uuid: uuids[0] }), {})
  await domains.setAutostart(ref, true, {})
  await domains.destroy(await domains.start(ref, {}, {}), {}, {})
  const renamed = await domains.rename(ref, 'new', {})
  expect(renamed).toEqual({ name: 'new', uuid: uuids[0] })
  expect(readdirSync(join(root, 'etc')).filter((file) => file.endsWith('.xml'))).toEqual(['new.xml'])
  expect(readdirSync(join(root, 'etc/autostart'))).toEqual(['new.xml'])
  expect([existsSync(join(root, 'log/old.log')), existsSync(join(root, 'log/new.log'))]).toEqual([
    false,
    true,
  ])
  expect(lifecycle(events).slice(-2)).toEqual(['undefined renamed', 'defined renamed'])
  await engine.close()
  const next = await openEngine(root)
  expect(await next.domains.lookupByName('new', {})).toEqual(renamed)
  expect(await next.domains.autostart(renamed, {})).toBe(true)
  expect(next.warnings).toEqual([])
})

test.each(['a/b', '..', 'a\nb'])('a name that cannot be a file, %j, changes nothing', async (name) => {
  const { domains } = await openEngine(temporary())
  const ref = await domains.define(nano({ name: 'old', uuid: uuids[0] }), {})
  await expect(domains.rename(ref, name, {})).rejects.toMatchObject({ code: 'XML_ERROR' })
  expect((await domains.lookupByName('old', {})).uuid).toBe(uuids[0])
})

test('a running domain has a live and a persistent title', async () => {
  const { domains, events } = await openEngine(temporary())
  const defined = await domains.define(nano({ name: 'one', uuid: uuids[0] }), {})
  const ref = await domains.start(defined, {}, {})
  await domains.setMetadata(ref, 'title', 'now', { live: true }, {})
  await domains.setMetadata(ref, 'title', 'later', { config: true }, {})
  expect(await domains.metadata(ref, 'title', undefined, { live: true }, {})).toBe('now')
  expect(await domains.metadata(ref, 'title', undefined, { config: true }, {})).toBe('later')
  expect(events.at(-1)).toEqual({ type: 'metadataChange', domain: ref, metadata: 'title', uri: undefined })
})
