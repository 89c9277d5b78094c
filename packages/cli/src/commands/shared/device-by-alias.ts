import type { DeviceConfig, DomainConfig } from '@virt/core'
import { Failure } from '../../parser/failure.js'

const irregular: Readonly<Record<string, string>> = { memories: 'memory', graphics: 'graphics' }

/** The device of that name, of whatever kind. */
export function deviceByAlias({ devices = {} }: DomainConfig, alias: string): DeviceConfig {
  for (const [place, value] of Object.entries(devices) as [string, unknown][]) {
    const rows = (Array.isArray(value) ? value : [value]) as ({ readonly alias?: string } | undefined)[]
    const found = rows.find((row) => row?.alias === alias)
    if (found) return { [irregular[place] ?? place.replace(/s$/, '')]: found } as unknown as DeviceConfig
  }
  throw new Failure(`device not found: no device found with alias '${alias}'`)
}
