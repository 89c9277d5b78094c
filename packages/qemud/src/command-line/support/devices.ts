import type { DevicesConfig } from '@virt/core/config'
import { channels, consoles, parallels, serials } from './chardevs.js'
import { controllers } from './controllers.js'
import { disks } from './disks.js'
import { filesystems } from './filesystems.js'
import { graphics, videos } from './graphics.js'
import { interfaces } from './interfaces.js'
import { memories } from './memories.js'
import { hostdevs, redirdevs, redirfilter } from './hostdevs.js'
import { hubs, inputs, smartcards } from './inputs.js'
import { iommu, nvram, panics, shmems, tpms, watchdogs } from './platform-devices.js'
import { audios, sounds } from './sound.js'
import type { Support } from './support.js'
import { cryptos, memballoon, rngs, vsock } from './virtio-devices.js'

/** `<devices>`. */
export const devices: Support<DevicesConfig> = {
  emulator: true,
  disks,
  filesystems,
  controllers,
  interfaces,
  serials,
  parallels,
  consoles,
  channels,
  inputs,
  hubs,
  smartcards,
  graphics,
  sounds,
  audios,
  videos,
  hostdevs,
  redirdevs,
  redirfilter,
  tpms,
  watchdogs,
  memballoon,
  rngs,
  nvram,
  panics,
  shmems,
  iommu,
  vsock,
  cryptos,
  memories,
}
