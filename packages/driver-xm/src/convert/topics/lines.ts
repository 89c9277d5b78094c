import type { ChardevBackend, ParallelConfig, SerialConfig } from '@virt/core/config'
import { chardevFromText, chardevToText } from '@virt/xen-common'
import type { ConfigValue } from '../../file/index.js'
import type { Settings } from '../settings.js'
import type { Topic } from '../topic.js'

type Line = SerialConfig & ParallelConfig

/** Serial and parallel ports of a fully virtualized guest; the others have Xen's console. */
export const lines: Topic = {
  keys: ['parallel', 'serial'],
  read(settings, { guest }) {
    if (guest !== 'hvm') return { devices: { consoles: [{ type: 'pty', target: { type: 'xen', port: 0 } }] } }
    const [parallels, serials] = [portsOf(settings, 'parallel'), portsOf(settings, 'serial')]
    return {
      devices: { ...(parallels.length > 0 && { parallels }), ...(serials.length > 0 && { serials }) },
    }
  },
  write({ devices }, { guest }) {
    if (guest !== 'hvm') return {}
    return { parallel: portsValue(devices?.parallels), serial: portsValue(devices?.serials) }
  },
}

/** A port's number is its place in the list. */
function portsOf(settings: Settings, key: string): Line[] {
  return settings.texts(key).flatMap((text, port) => {
    const backend = chardevFromText(text)
    return backend === undefined ? [] : [{ ...backend, target: { port } }]
  })
}

function portsValue(ports: readonly Line[] = []): ConfigValue {
  const count = Math.max(0, ...ports.map(({ target }) => (target?.port ?? 0) + 1))
  const at = (port: number): ChardevBackend | undefined =>
    ports.find(({ target }) => (target?.port ?? 0) === port)
  const texts = Array.from({ length: count }, (_, port) => chardevToText(at(port)))
  return texts.length > 1 ? texts : (texts[0] ?? 'none')
}
