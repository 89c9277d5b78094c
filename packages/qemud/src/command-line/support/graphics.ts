import type { GraphicsConfig, VideoConfig } from '@virt/core/config'
import type { Support } from './support.js'
import { device, virtioDriver } from './words.js'

/** `<graphics>`. */
export const graphics: Support<GraphicsConfig> = {
  type: ['vnc'],
  port: true,
  autoport: true,
  websocket: true,
  socket: true,
  listen: true,
  keymap: true,
  sharePolicy: true,
  powerControl: true,
  passwd: true,
  passwdValidTo: true,
  connected: true,
  listens: { type: ['address', 'socket', 'none'], address: true, socket: true },
}

/** `<video>`. */
export const videos: Support<VideoConfig> = {
  ...device,
  driver: { ...virtioDriver, name: ['qemu'] },
  model: {
    type: ['default', 'vga', 'cirrus', 'virtio', 'bochs', 'none'],
    vram: true,
    heads: true,
    primary: true,
    acceleration: { accel2d: [false], accel3d: [false] },
    resolution: true,
  },
}
