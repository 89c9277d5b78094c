import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open, openReadOnly } from '@virt/core'
import { Registry } from '@virt/core/driver'
import { runRules } from '@virt/core/testing'
import { expect, it } from 'vitest'
import { driver } from '../src/index.js'
import { makeProxy, named } from './support/proxy.js'

it('what is seen through the proxy keeps the rules of a read-only connection', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'virt-'))
  const { socket, server } = await makeProxy(join(directory, 'virt'))
  named(socket)
  const registry = new Registry()
  registry.register(driver)
  const results = await runRules(
    {
      name: 'xen:///, through the proxy',
      open: ({ readOnly }) => (readOnly ? openReadOnly('xen:///', { registry }) : open('test:///default')),
      guest: (name) =>
        `<domain type='test'><name>${name}</name><memory>65536</memory><os><type>hvm</type></os></domain>`,
    },
    (rule) => rule.includes('read-only'),
  )
  await server.close()
  rmSync(directory, { recursive: true })
  expect(results.filter(({ failure }) => failure)).toEqual([])
  expect(results.length).toBeGreaterThan(30)
})
