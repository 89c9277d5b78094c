import type { DomainConfig, Loader, OsConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import type { Emulator, MachineType } from '../emulators/emulator.js'
import { suits, type Firmware } from '../emulators/firmware.js'

/** What firmware there is to choose from, and where a domain's UEFI variables are kept unless it says so. */
export interface FirmwareChoice {
  readonly emulator: Emulator
  readonly machine: MachineType
  readonly firmware: readonly Firmware[]
  readonly nvram?: string
}

/**
 * The definition with its firmware: the first installed one that fits, where it asks for a kind (`firmware='efi'`), and
 * a file for UEFI variables, where the firmware wants one.
 *
 * @throws OPERATION_FAILED "Unable to find any firmware to satisfy 'efi'".
 */
export function withFirmware(config: DomainConfig, choice: FirmwareChoice): DomainConfig {
  const os = config.os.firmware === undefined ? config.os : chosen(config, choice)
  const complete = { ...config, os: withVariables(os, choice) }
  if (config.os.firmware === undefined || !os.loader?.secure) return complete
  return { ...complete, features: { ...config.features, smm: { ...config.features?.smm, state: true } } }
}

const kinds = { efi: 'uefi', bios: 'bios' } as const

function chosen(config: DomainConfig, choice: FirmwareChoice): OsConfig {
  const { firmware: kind = 'bios', firmwareFeatures: _, ...os } = config.os
  const { loader } = os
  if (loader?.path !== undefined)
    throw new VirtError(
      'CONFIG_UNSUPPORTED',
      "loader attribute 'type' cannot be specified when firmware autoselection is enabled",
      { origin: 'DOMAIN' },
    )
  const found = choice.firmware.find(
    (one) =>
      one.interfaces.includes(kinds[kind]) &&
      suits(one, choice.emulator.arch, choice.machine.name) &&
      satisfies(one, config),
  )
  if (!found && kind === 'bios') return os
  if (!found)
    throw new VirtError('OPERATION_FAILED', `Unable to find any firmware to satisfy '${kind}'`, {
      origin: 'QEMU',
    })
  const image: Loader =
    found.device === 'memory'
      ? { path: found.executable, type: 'rom' }
      : { path: found.executable, type: 'pflash', readonly: true, secure: isSecure(found) || undefined }
  return { ...os, loader: { ...loader, ...image } }
}

function isSecure({ features }: Firmware): boolean {
  return features.includes('requires-smm')
}

function satisfies({ features }: Firmware, { os, features: switches }: DomainConfig): boolean {
  const asked = os.firmwareFeatures?.features ?? []
  if (features.includes('requires-smm') && switches?.smm?.state === false) return false
  return asked.every(({ name, enabled }) => features.includes(name) === enabled)
}

function withVariables(os: OsConfig, { firmware, nvram }: FirmwareChoice): OsConfig {
  const { loader, nvram: own } = os
  const writable = loader?.readonly === false || loader?.stateless === true
  if (loader?.type !== 'pflash' || loader.path === undefined || writable) return os
  const named = own?.path ?? own?.source
  const template = own?.template ?? templateOf(firmware, loader.path)
  if (named !== undefined) return { ...os, nvram: { ...own, template } }
  return nvram === undefined || template === undefined
    ? os
    : { ...os, nvram: { ...own, template, path: nvram } }
}

const usualNames = /_CODE(.*)\.fd$/

/** What goes with an image: as its descriptor says, or the file beside it that firmware packages name alike. */
function templateOf(firmware: readonly Firmware[], path: string): string | undefined {
  const described = firmware.find(({ executable }) => executable === path)?.template
  if (described !== undefined || !usualNames.test(path)) return described
  return path.replace(usualNames, (_, variant: string) => `_VARS${variant.replace('.secboot', '')}.fd`)
}
