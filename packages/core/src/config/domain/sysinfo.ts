import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, children, content, fallback, plains, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { oneOf, text } from '../codec/values.js'

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

const entry: Codec<SystemInfoEntry> = element('entry', {
  name: required(attribute('name', text)),
  value: fallback(content(text), ''),
})

function table(name: string): Codec<SystemInfoTable> {
  return element(name, { entries: children(entry) })
}

export const systemInfoCodec: Codec<SystemInfo> = element('sysinfo', {
  type: required(attribute('type', oneOf('smbios', 'fwcfg'))),
  bios: child(table('bios')),
  system: child(table('system')),
  baseBoards: children(table('baseBoard')),
  chassis: child(table('chassis')),
  oemStrings: child(element('oemStrings', { entries: plains('entry', content(text)) })),
  entries: children(
    element('entry', {
      name: required(attribute('name', text)),
      file: attribute('file', text),
      value: content(text),
    }),
  ),
})
