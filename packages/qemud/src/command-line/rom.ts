import type { RomConfig } from '@virt/core/config'

/** The boot ROM of a PCI device, in the properties of `-device`. */
export function romProperties(rom: RomConfig | undefined): object {
  if (!rom) return {}
  if (rom.enabled === false) return { romfile: '' }
  return { rombar: rom.bar === undefined ? undefined : Number(rom.bar), romfile: rom.file }
}
