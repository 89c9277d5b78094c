import type { AudioConfig, SoundConfig } from '@virt/core/config'
import { addressProperties, usbPlace } from '../address.js'
import { jsonOption } from '../options.js'
import { model, unsupported, type Plan } from '../plan.js'
import { audioId } from './audios.js'

/** Every sound card, and the codecs behind Intel's. A PC's speaker is part of the machine. */
export function soundOptions(plan: Plan): readonly string[] {
  return (plan.config.devices?.sounds ?? []).flatMap((sound) => card(plan, sound))
}

const cards: Readonly<Record<string, string>> = {
  sb16: 'sb16',
  es1370: 'ES1370',
  ac97: 'AC97',
  usb: 'usb-audio',
  ich6: 'intel-hda',
  ich9: 'ich9-intel-hda',
}

/** Cards that make no sound themselves: their codecs do. */
const withCodecs: ReadonlySet<SoundConfig['model']> = new Set(['ich6', 'ich9'])

function card(plan: Plan, sound: SoundConfig): readonly string[] {
  if (sound.model === 'pcspk') return []
  const name = cards[sound.model]
  if (name === undefined) throw unsupported(`sound card model '${sound.model}' is not supported by qemu`)
  const place = sound.model === 'usb' ? usbPlace : addressProperties
  const device = { driver: model(plan, name), id: sound.alias, ...place(plan, sound.address) }
  if (withCodecs.has(sound.model)) return [...jsonOption('-device', device), ...codecs(plan, sound)]
  return jsonOption('-device', { ...device, audiodev: audiodev(plan, sound) })
}

function codecs(plan: Plan, sound: SoundConfig): readonly string[] {
  const { alias = '', codecs: found = [{ type: 'duplex' }] } = sound
  return found.flatMap(({ type }, cad) =>
    jsonOption('-device', {
      driver: model(plan, `hda-${type}`),
      id: `${alias}-codec${cad}`,
      bus: `${alias}.0`,
      cad,
      audiodev: audiodev(plan, sound),
    }),
  )
}

/** The id of the backend that a card plays on: the one it names, or the first. */
export function audiodev({ config }: Plan, { audio }: Pick<SoundConfig, 'audio'>): string | undefined {
  const audios: readonly AudioConfig[] = config.devices?.audios ?? []
  const found = audio ? audios.find(({ id }) => id === audio.id) : audios[0]
  if (audio && !found) throw unsupported(`unable to find audio backend '${audio.id}'`)
  return found && audioId(found)
}
