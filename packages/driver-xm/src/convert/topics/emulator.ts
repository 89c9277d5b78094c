import type { Topic } from '../topic.js'

const keys = { xm: 'device_model', xl: 'device_model_override' } as const

export const emulator: Topic = {
  keys: Object.values(keys),
  read(settings, { dialect }) {
    const path = settings.text(keys[dialect]) ?? settings.text(keys.xm)
    return path === undefined ? {} : { devices: { emulator: path } }
  },
  write: ({ devices }, { dialect }) => ({ [keys[dialect]]: devices?.emulator }),
}
