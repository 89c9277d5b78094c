import { VirtError } from '../../errors/virt-error.js'
import type { DomainConfig } from '../domain/domain.js'
import type { Loader, OsConfig } from '../domain/os.js'

/** `virDomainDefOSValidate`. */
export function checkFirmware({ os }: DomainConfig): void {
  const problem = os.firmware === undefined ? problemOfManual(os) : problemOfAutomatic(os)
  if (problem !== undefined) throw new VirtError('XML_DETAIL', problem, { origin: 'DOMAIN' })
}

const chosen: readonly (keyof Loader)[] = ['readonly', 'type', 'secure']

function problemOfAutomatic({ firmware, loader, nvram, firmwareFeatures }: OsConfig): string | undefined {
  if (firmware === 'bios' && loader?.stateless === false) return 'Only EFI firmware permits NVRAM'
  if (firmware === 'bios' && nvram !== undefined) return "firmware type 'bios' does not support nvram"
  const given = chosen.find((key) => loader?.[key] !== undefined)
  if (given !== undefined)
    return `loader attribute '${given}' cannot be specified when firmware autoselection is enabled`
  const enabled = new Map(firmwareFeatures?.features?.map((feature) => [feature.name, feature.enabled]))
  return enabled.get('enrolled-keys') === true && enabled.get('secure-boot') === false
    ? "firmware feature 'enrolled-keys' cannot be enabled when firmware feature 'secure-boot' is disabled"
    : undefined
}

function problemOfManual({ loader, nvram }: OsConfig): string | undefined {
  if (loader === undefined) return undefined
  if (loader.path === undefined && loader.type !== 'none')
    return 'no loader path specified and firmware auto selection disabled'
  if (loader.stateless === false && loader.type !== 'pflash') return 'Only pflash loader type permits NVRAM'
  if (loader.stateless !== true || nvram === undefined) return undefined
  return nvram.template === undefined
    ? 'NVRAM is not permitted when loader is stateless'
    : 'NVRAM template is not permitted when loader is stateless'
}
