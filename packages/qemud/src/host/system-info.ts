import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SystemInfo, SystemInfoEntry } from '@virt/core/config'

const bios = { vendor: 'bios_vendor', version: 'bios_version', date: 'bios_date', release: 'bios_release' }
const system = {
  manufacturer: 'sys_vendor',
  product: 'product_name',
  version: 'product_version',
  serial: 'product_serial',
  uuid: 'product_uuid',
  sku: 'product_sku',
  family: 'product_family',
}

/** What the host's firmware says of it, as far as this user may know. */
export async function hostSystemInfo(directory: string = '/sys/class/dmi/id'): Promise<SystemInfo> {
  return {
    type: 'smbios',
    bios: { entries: await entries(directory, bios) },
    system: { entries: await entries(directory, system) },
  }
}

async function entries(
  directory: string,
  files: Readonly<Record<string, string>>,
): Promise<readonly SystemInfoEntry[]> {
  const found = await Promise.all(
    Object.entries(files).map(async ([name, file]) => {
      const value = await readFile(join(directory, file), 'utf8').catch(() => '')
      return { name, value: value.trim() }
    }),
  )
  return found.filter(({ value }) => value !== '')
}
