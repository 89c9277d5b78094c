import { item, word } from '../items.js'
import type { Part } from '../part.js'

/** The program that plays the guest's hardware. Since Xen 3.0.4 a paravirtual guest has one too, for its display. */
export const deviceModel: Part = {
  read({ image }) {
    const emulator = word(image, 'device_model')
    return emulator === undefined ? {} : { devices: { emulator } }
  },
  write: ({ hvm, configVersion, devices }) =>
    hvm || configVersion >= 3 ? item('device_model', devices.emulator) : [],
}
