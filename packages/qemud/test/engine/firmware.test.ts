import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DomainConfig } from '@virt/core/config'
import { describe, expect, test } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { installedFirmware } from '../../src/emulators/firmware.js'
import { nano, openEngine, uuids } from '../support/engine.js'
import { temporary } from '../support/temporary.js'

const q35 = { type: { name: 'hvm', arch: 'x86_64', machine: 'q35' } } as const

function efi(os: Partial<DomainConfig['os']>): DomainConfig {
  return {
    ...nano({ name: 'efi', uuid: uuids[0] }),
    memory: 64 * 1024,
    currentMemory: 64 * 1024,
    features: { acpi: true },
    os: { ...q35, ...os },
  }
}

describe.skipIf(!peer('ovmf'))('a domain with UEFI', () => {
  test('gets firmware with Secure Boot and keys, and a file of variables that outlives its runs', async () => {
    const root = temporary()
    const { domains } = await openEngine(root)
    const ref = await domains.define(efi({ firmware: 'efi' }), {})
    const variables = join(root, 'etc/nvram', `${uuids[0]}_VARS.fd`)

    await domains.start(ref, { paused: true }, {})
    expect((await domains.config(ref, {}, {})).os).toEqual({
      type: { name: 'hvm', arch: 'x86_64', machine: 'pc-q35-7.2' },
      loader: { path: '/usr/share/OVMF/OVMF_CODE_4M.ms.fd', type: 'pflash', readonly: true, secure: true },
      nvram: { template: '/usr/share/OVMF/OVMF_VARS_4M.ms.fd', path: variables },
    })
    await domains.destroy(ref, {}, {})
    await writeFile(variables, await readFile('/usr/share/OVMF/OVMF_VARS_4M.fd'))
    await domains.start(ref, { paused: true }, {})
    expect(await readFile(variables)).toEqual(await readFile('/usr/share/OVMF/OVMF_VARS_4M.fd'))
    await domains.destroy(ref, {}, {})

    await expect(domains.undefine(ref, {}, {})).rejects.toMatchObject({
      code: 'OPERATION_INVALID',
      detail: 'cannot undefine domain with nvram',
    })
    await domains.undefine(ref, { keepNvram: true }, {})
    expect(existsSync(variables)).toBe(true)
    await domains.define(efi({ firmware: 'efi' }), {})
    await domains.undefine(ref, { nvram: true }, {})
    expect(existsSync(variables)).toBe(false)
  })

  test.each([
    ['no keys', [{ name: 'enrolled-keys', enabled: false }], 'OVMF_CODE_4M.secboot.fd'],
    ['no Secure Boot', [{ name: 'secure-boot', enabled: false }], 'OVMF_CODE_4M.fd'],
  ] as const)('can have %s', async (_, features, image) => {
    const root = temporary()
    const { domains } = await openEngine(root)
    const ref = await domains.create(
      efi({ firmware: 'efi', firmwareFeatures: { features } }),
      { paused: true },
      {},
    )
    expect((await domains.config(ref, {}, {})).os.loader?.path).toBe(`/usr/share/OVMF/${image}`)
  })

  test('by the path of its image has variables too, and none when it is stateless', async () => {
    const root = temporary()
    const { domains } = await openEngine(root)
    const loader = { path: '/usr/share/OVMF/OVMF_CODE_4M.fd', type: 'pflash', readonly: true } as const
    const ref = await domains.create(efi({ loader }), { paused: true }, {})
    expect((await domains.config(ref, {}, {})).os.nvram?.template).toBe('/usr/share/OVMF/OVMF_VARS_4M.fd')
    await domains.destroy(ref, {}, {})
    const stateless = await domains.create(
      efi({ loader: { ...loader, stateless: true } }),
      { paused: true },
      {},
    )
    expect((await domains.config(stateless, {}, {})).os.nvram).toBeUndefined()
  })

  test('is refused when its variables cannot be made', async () => {
    const root = temporary()
    const { domains } = await openEngine(root)
    const loader = { path: '/usr/share/OVMF/OVMF_CODE_4M.fd', type: 'pflash', readonly: true } as const
    const broken = efi({ loader, nvram: { template: '/missing', path: join(root, 'vars') } })
    await expect(domains.create(broken, {}, {})).rejects.toMatchObject({ code: 'SYSTEM_ERROR' })
    expect(existsSync(join(root, 'vars'))).toBe(false)
  })
})

test('an own descriptor hides one of the same name, and an empty or foreign one nothing else', async () => {
  const root = temporary()
  const image = join(root, 'image')
  await writeFile(image, '')
  const descriptor = (features: readonly string[]): string =>
    JSON.stringify({
      'interface-types': ['uefi'],
      mapping: { device: 'flash', executable: { filename: image, format: 'raw' } },
      targets: [{ architecture: 'x86_64', machines: ['pc-*'] }],
      features,
    })
  await mkdir(join(root, 'system'))
  await mkdir(join(root, 'own'))
  await writeFile(join(root, 'system/50-a.json'), descriptor(['system']))
  await writeFile(join(root, 'system/60-b.json'), descriptor(['system']))
  await writeFile(join(root, 'own/50-a.json'), descriptor(['own']))
  await writeFile(join(root, 'own/60-b.json'), '')
  await writeFile(join(root, 'own/70-c.json'), '{"mapping": 7}')
  const found = await installedFirmware([join(root, 'system'), join(root, 'missing'), join(root, 'own')])
  expect(found.map(({ features }) => features)).toEqual([['own']])
})
