import { xmlError } from '../codec/errors.js'
import type { DomainConfig } from '../domain/domain.js'
import type { SystemInfoTable } from '../domain/sysinfo.js'

/** What firmware tells in a fixed form (`virSysinfoBIOSParseXML`, `virSysinfoSystemParseXML`). */
export function checkSystemInfo({ sysinfo = [] }: DomainConfig): void {
  for (const { bios, system } of sysinfo) {
    const date = valueOf(bios, 'date')
    if (date !== undefined && !isDate(date)) throw xmlError("Invalid BIOS 'date' format", 'DOMAIN')
    const uuid = valueOf(system, 'uuid')
    if (uuid !== undefined && !/^[\da-f]{32}$/i.test(uuid.replace(/[-\s]/g, '')))
      throw xmlError('malformed <sysinfo> uuid element', 'DOMAIN')
  }
}

function valueOf(table: SystemInfoTable | undefined, wanted: string): string | undefined {
  return table?.entries?.find(({ name }) => name === wanted)?.value
}

/** Month, day and year: `10/04/2018`, or the year's last two digits. */
function isDate(text: string): boolean {
  const [, month = 0, day = 0, year = ''] = /^(\d+)\/(\d+)\/(\d+)$/.exec(text) ?? []
  const inYear = Number(year) < 100 || Number(year) >= 1900
  return year !== '' && within(Number(month), 12) && within(Number(day), 31) && inYear
}

function within(value: number, most: number): boolean {
  return value >= 1 && value <= most
}
