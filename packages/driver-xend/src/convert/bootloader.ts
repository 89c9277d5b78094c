import { child } from '../sxp/index.js'
import { item, word } from './items.js'
import type { Part, Source } from './part.js'

/** The program that boots a paravirtual guest; an empty one is the daemon's own choice. */
export const bootloader: Part = {
  read(source) {
    const found = bootloaderOf(source)
    if (found === undefined) return {}
    const bootloaderArgs = word(source.domain, 'bootloader_args')
    return { bootloader: found, ...(bootloaderArgs !== undefined && { bootloaderArgs }) }
  },
  write({ hvm, config }) {
    if (hvm || config.bootloader === undefined) return []
    return [
      config.bootloader === '' ? ['bootloader'] : ['bootloader', config.bootloader],
      ...item('bootloader_args', config.bootloaderArgs),
    ]
  },
}

function bootloaderOf({ domain, image, hvm, id }: Source): string | undefined {
  if (hvm || id === 0) return undefined
  const kernel = word(image, 'kernel')
  return word(domain, 'bootloader') ?? (child(domain, 'bootloader') && kernel === undefined ? '' : undefined)
}
