import { readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nano, openEngine, uuids } from '../support/engine.js'
import { temporary } from '../support/temporary.js'

test.each([
  ['a', 'b'],
  ['b', 'a'],
])('a rename from %s to %s that an engine was killed in has not happened', async (old, fresh) => {
  const root = temporary()
  const { engine, domains } = await openEngine(root)
  const ref = await domains.define(nano({ name: old, uuid: uuids[0] }), {})
  await engine.close()
  const file = (name: string): string => join(root, 'etc', `${name}.xml`)
  writeFileSync(file(fresh), readFileSync(file(old), 'utf8').replace(`<name>${old}<`, `<name>${fresh}<`))
  utimesSync(file(old), 1, 1)
  symlinkSync(file(fresh), join(root, 'etc/autostart', `${fresh}.xml`))
  const next = await openEngine(root)
  expect((await next.domains.list({}, {})).map(({ name }) => name)).toEqual([old])
  expect(await next.domains.autostart(ref, {})).toBe(true)
  expect(readdirSync(join(root, 'etc')).filter((entry) => entry.endsWith('.xml'))).toEqual([`${old}.xml`])
  expect(readdirSync(join(root, 'etc/autostart'))).toEqual([`${old}.xml`])
})
