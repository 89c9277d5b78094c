import type { AudioConfig, SoundConfig } from '@virt/core/config'
import type { Support } from './support.js'
import { device } from './words.js'

/** `<sound>`. */
export const sounds: Support<SoundConfig> = {
  ...device,
  model: ['sb16', 'es1370', 'pcspk', 'ac97', 'ich6', 'ich9', 'usb'],
  codecs: true,
  audio: true,
}

/** `<audio>`. */
export const audios: Support<AudioConfig> = true
