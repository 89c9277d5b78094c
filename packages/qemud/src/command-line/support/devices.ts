import type { DevicesConfig } from '@virt/core/config'
import { consoles, parallels, serials } from './chardevs.js'
import { controllers } from './controllers.js'
import { disks } from './disks.js'
import { graphics, videos } from './graphics.js'
import { interfaces } from './interfaces.js'
import { inputs, memballoon, rngs } from './other-devices.js'
import { audios } from './sound.js'
import type { Support } from './support.js'

/** `<devices>`. */
export const devices: Support<DevicesConfig> = {
  emulator: true,
  disks,
  controllers,
  interfaces,
  serials,
  parallels,
  consoles,
  inputs,
  graphics,
  audios,
  videos,
  memballoon,
  rngs,
}
