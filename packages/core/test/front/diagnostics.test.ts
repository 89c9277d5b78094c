import { expect, it } from 'vitest'
import { open } from '../../src/index.js'
import { registryOf, tinyDriver } from '../tiny-driver.js'

it('channels show what an open one finds wrong, as it is now, and nothing when nothing is', async () => {
  const wrong: string[] = []
  const registry = registryOf(tinyDriver({ diagnostics: () => wrong }))
  const connection = await open('tiny:///', { registry })
  expect(connection.channels).toEqual([{ driver: 'tiny', status: 'open' }])
  wrong.push('guest.cfg: not a configuration (line 2)')
  expect(connection.channels).toEqual([
    { driver: 'tiny', status: 'open', diagnostics: ['guest.cfg: not a configuration (line 2)'] },
  ])
  await connection.close()
  expect(connection.channels).toEqual([{ driver: 'tiny', status: 'closed' }])
})
