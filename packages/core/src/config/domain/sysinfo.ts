import type { Unknowns } from '../codec/unknowns.js'

/** `<sysinfo>`: what the guest's firmware tells it. */
export interface SystemInfo extends Unknowns {
  readonly type: 'smbios' | 'fwcfg'
  readonly bios?: SystemInfoTable
  readonly system?: SystemInfoTable
  readonly baseBoards?: readonly SystemInfoTable[]
  readonly chassis?: SystemInfoTable
  readonly oemStrings?: { readonly entries?: readonly string[] } & Unknowns
  /** With `fwcfg`. */
  readonly entries?: readonly FirmwareEntry[]
}

export interface SystemInfoTable extends Unknowns {
  readonly entries?: readonly SystemInfoEntry[]
}

export interface SystemInfoEntry extends Unknowns {
  readonly name: string
  readonly value: string
}

export interface FirmwareEntry extends Unknowns {
  readonly name: string
  readonly value?: string
  readonly file?: string
}
