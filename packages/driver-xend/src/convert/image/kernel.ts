import type { OsConfig } from '@virt/core/config'
import type { Sxp } from '../../sxp/index.js'
import { item, word } from '../items.js'
import type { Finding, Part } from '../part.js'

const words = [
  ['kernel', 'kernel'],
  ['ramdisk', 'initrd'],
  ['root', 'root'],
  ['args', 'cmdline'],
] as const

function read(image: Sxp): Partial<OsConfig> {
  const found = words.map(([name, key]) => [key, word(image, name)])
  return Object.fromEntries(found.filter(([, value]) => value !== undefined)) as Partial<OsConfig>
}

function write(os: OsConfig): readonly Sxp[] {
  return words.flatMap(([name, key]) => item(name, os[key]))
}

/** A paravirtual guest's kernel. */
export const kernel: Part = {
  read: ({ image }) => ({ os: read(image) }),
  write: ({ config }) => write(config.os),
}

/** With a bootloader only the arguments are the configuration's own: the rest is what the bootloader found. */
export const bootloaderKernel: Part = {
  write: ({ config }) => item('args', config.os.cmdline),
}

/** A fully virtualized guest's firmware, which is called its kernel, too, unless it boots one. */
export const firmware: Part = {
  read({ image }): Finding {
    const loader = word(image, 'loader')
    const path = word(image, 'kernel')
    if (loader !== undefined && path !== loader)
      return { os: { loader: { path: loader, type: 'rom' }, ...read(image) } }
    return path === undefined ? {} : { os: { loader: { path, type: 'rom' } } }
  },
  write({ config: { os } }) {
    const loader = os.loader?.path
    if (os.kernel === undefined) return item('kernel', loader)
    return [...write(os), ...item('loader', loader)]
  },
}
