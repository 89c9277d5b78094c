import type { InputConfig } from '@virt/core/config'
import { refuse } from './rule.js'
import { noVirtioWords } from './virtio-words.js'

/** Refuse inputs on a bus that does not have them. */
export function checkInputs(inputs: readonly InputConfig[]): void {
  for (const { type, bus, model, source, driver } of inputs)
    refuse([
      [
        bus === 'ps2' && type !== 'mouse' && type !== 'keyboard',
        `ps2 bus does not support ${type} input device`,
      ],
      [bus === 'xen' || bus === 'parallels', `unsupported input bus ${bus ?? ''}`],
      [
        source?.evdev !== undefined && type !== 'passthrough',
        'setting source evdev path only supported for passthrough input devices',
      ],
      [
        source?.dev !== undefined && type !== 'evdev',
        'setting source dev path only supported for evdev input devices',
      ],
      [
        (type === 'evdev' && !source?.dev) || (type === 'passthrough' && !source?.evdev),
        `missing source path of ${type} input device`,
        'XML_ERROR',
      ],
      [
        type === 'passthrough' && bus !== 'virtio',
        "only bus 'virtio' is supported for 'passthrough' input devices",
      ],
      [type === 'evdev' && bus !== undefined, "input evdev doesn't support bus element"],
      [model && bus !== 'virtio', `only bus 'virtio' is supported for input model '${model ?? ''}'`],
      ...(bus === 'virtio' ? [] : noVirtioWords(driver)),
    ])
}
