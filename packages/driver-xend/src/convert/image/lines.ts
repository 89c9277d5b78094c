import type { ConsoleConfig, ParallelConfig, SerialConfig } from '@virt/core/config'
import { chardevFromText, chardevToText, unsupported } from '@virt/xen-common'
import { child, type Sxp } from '../../sxp/index.js'
import { word } from '../items.js'
import type { Part, Source } from '../part.js'

const mostPorts = 32

/** One line is an atom, several are a list with `none` for the ports between them. */
export const serial: Part = {
  read(source) {
    const [, value = 'none'] = child(source.image, 'serial') ?? []
    const serials = serialsOf(value, source.tty)
    return serials.length === 0 ? {} : { devices: { serials, ...terminal(serials, source) } }
  },
  write({ devices: { serials = [] } }) {
    const ports = serials.map(({ target }, at) => target?.port ?? at)
    const highest = Math.max(0, ...ports)
    if (highest >= mostPorts) throw unsupported(`serial port ${highest} is more than a guest can have`)
    const lines = Array.from({ length: highest + 1 }, (_, port) =>
      chardevToText(serials[ports.indexOf(port)]),
    )
    return [['serial', lines.length === 1 ? (lines[0] ?? 'none') : lines]]
  },
}

function serialsOf(value: Sxp, tty: string | undefined): readonly SerialConfig[] {
  const words = typeof value === 'string' ? [value] : value
  return words.flatMap((word, port) => {
    const line = typeof word === 'string' ? chardevFromText(word, tty) : undefined
    return line === undefined ? [] : [{ ...line, target: { port } }]
  })
}

/** The console of a running guest is its first serial line. */
function terminal(
  [first]: readonly SerialConfig[],
  { tty }: Source,
): { readonly consoles?: readonly ConsoleConfig[] } {
  if (tty === undefined || first?.type !== 'pty') return {}
  return { consoles: [{ ...first, tty, target: { type: 'serial', port: first.target?.port ?? 0 } }] }
}

export const parallel: Part = {
  read({ image }) {
    const line = chardevFromText(word(image, 'parallel') ?? 'none')
    const parallels: ParallelConfig[] = line === undefined ? [] : [{ ...line, target: { port: 0 } }]
    return line === undefined ? {} : { devices: { parallels } }
  },
  write: ({ devices }) => [['parallel', chardevToText(devices.parallels?.[0])]],
}

/** Every paravirtual guest has a console; its expression does not say so. */
export const paravirtualConsole: Part = {
  read({ id, tty }) {
    if (id === 0) return {}
    const console: ConsoleConfig = {
      ...chardevFromText('pty', tty),
      type: 'pty',
      target: { type: 'xen', port: 0 },
    }
    return { devices: { consoles: [tty === undefined ? console : { ...console, tty }] } }
  },
}
