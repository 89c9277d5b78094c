import type { Topic } from '../topic.js'

const all = 'device_model_args'
const keys = [all, `${all}_pv`, `${all}_hvm`]

/** Arguments for the emulator that nothing else has words for. */
export const emulatorArguments: Topic = {
  keys,
  read(settings) {
    const args = keys.flatMap((key) => settings.texts(key))
    return args.length === 0 ? {} : { xenCommandline: { args } }
  },
  write({ xenCommandline }) {
    const { args = [] } = xenCommandline ?? {}
    return args.length === 0 ? {} : { [all]: args }
  },
}
