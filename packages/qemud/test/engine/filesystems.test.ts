import type { DomainConfig } from '@virt/core/config'
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { nano, openEngine, uuids } from '../support/engine.js'
import { temporary } from '../support/temporary.js'

const [uuid] = uuids

const shared = (binary: string, directory: string): DomainConfig => ({
  ...nano({
    name: 'shares',
    uuid,
    devices: `
      <filesystem type='mount'>
        <driver type='virtiofs'/><binary path='${binary}'/><source dir='${directory}'/><target dir='files'/>
      </filesystem>`,
  }),
  memoryBacking: { source: { type: 'memfd' }, access: { mode: 'shared' } },
})

describe.skipIf(!peer('qemu'))('a directory through virtiofs', () => {
  it('is refused by name without the program', async () => {
    const root = temporary()
    const { domains } = await openEngine(root)
    await expect(domains.create(shared('/no/virtiofsd', root), {}, {})).rejects.toMatchObject({
      code: 'CONFIG_UNSUPPORTED',
    })
  })

  const program = '/usr/lib/qemu/virtiofsd'
  it.skipIf(!existsSync(program) || process.getuid?.() !== 0)('is served while the domain runs', async () => {
    const root = temporary()
    const { domains } = await openEngine(root)
    const domain = await domains.create(shared(program, root), { paused: true }, {})
    const { devices } = await domains.config(domain, {}, {})
    expect(devices?.filesystems?.[0]).toMatchObject({ alias: 'fs0' })
    await domains.destroy(domain, {}, {})
  })
})
