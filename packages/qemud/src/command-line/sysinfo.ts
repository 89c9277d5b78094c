import type { SystemInfo, SystemInfoEntry, SystemInfoTable } from '@virt/core/config'
import { escapeCommas } from './options.js'
import { unsupported, type Plan } from './plan.js'

/** `-smbios` and `-fw_cfg`: what firmware tells the guest of the machine. */
export function systemInfoOptions(plan: Plan): readonly string[] {
  const { sysinfo = [], os } = plan.config
  const tables = smbiosTables(plan)
  if (os.smbios?.mode === 'sysinfo' && !tables)
    throw unsupported(`Domain '${plan.config.name}' sysinfo are not available`)
  return [
    ...(os.smbios && os.smbios.mode !== 'emulate' && tables ? smbiosOptions(tables) : []),
    ...sysinfo.filter(({ type }) => type === 'fwcfg').flatMap(firmwareConfigOptions),
  ]
}

function smbiosTables({ config, hostSystem }: Plan): SystemInfo | undefined {
  if (config.os.smbios?.mode === 'host') return hostSystem ?? { type: 'smbios' }
  return config.sysinfo?.find(({ type }) => type === 'smbios')
}

const bios = ['vendor', 'version', 'date', 'release']
const system = ['manufacturer', 'product', 'version', 'serial', 'uuid', 'sku', 'family']
const board = ['manufacturer', 'product', 'version', 'serial', 'asset', 'location']
const chassis = ['manufacturer', 'version', 'serial', 'asset', 'sku']

function smbiosOptions(tables: SystemInfo): readonly string[] {
  return [
    ...table(0, tables.bios, bios),
    ...table(1, tables.system, system),
    ...(tables.baseBoards ?? []).flatMap((each) => table(2, each, board)),
    ...table(3, tables.chassis, chassis),
    ...strings(tables.oemStrings?.entries),
  ]
}

function table(
  type: number,
  described: SystemInfoTable | undefined,
  words: readonly string[],
): readonly string[] {
  const entries = words.flatMap((word) => described?.entries?.filter(({ name }) => name === word) ?? [])
  if (entries.length === 0) return []
  return ['-smbios', [`type=${type}`, ...entries.map(pair)].join(',')]
}

function pair({ name, value }: SystemInfoEntry): string {
  return `${name}=${escapeCommas(value)}`
}

function strings(entries: readonly string[] = []): readonly string[] {
  if (entries.length === 0) return []
  return ['-smbios', ['type=11', ...entries.map((value) => `value=${escapeCommas(value)}`)].join(',')]
}

function firmwareConfigOptions({ entries = [] }: SystemInfo): readonly string[] {
  return entries.flatMap(({ name, value, file }) => {
    const content = file === undefined ? `string=${escapeCommas(value ?? '')}` : `file=${escapeCommas(file)}`
    return ['-fw_cfg', `name=${escapeCommas(name)},${content}`]
  })
}
