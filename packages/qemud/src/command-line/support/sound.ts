import type { AudioConfig } from '@virt/core/config'
import type { Support } from './support.js'

/** `<audio>`. */
export const audios: Support<AudioConfig> = { id: true, type: ['none'] }
