import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hostSystemInfo } from '../../src/host/system-info.js'
import { temporary } from '../support/temporary.js'

test("what the host's firmware says is told, without what is empty or secret", async () => {
  const directory = join(temporary(), 'id')
  mkdirSync(directory)
  writeFileSync(join(directory, 'bios_vendor'), 'Firm\n')
  writeFileSync(join(directory, 'product_name'), 'Ware\n')
  writeFileSync(join(directory, 'product_sku'), '\n')
  expect(await hostSystemInfo(directory)).toEqual({
    type: 'smbios',
    bios: { entries: [{ name: 'vendor', value: 'Firm' }] },
    system: { entries: [{ name: 'product', value: 'Ware' }] },
  })
})
