import type { GraphicsConfig, VideoConfig } from '@virt/core/config'
import type { Support } from './support.js'
import { device, virtioDriver } from './words.js'

/** `<graphics>`. */
export const graphics: Support<GraphicsConfig> = {
  type: ['vnc', 'spice', 'sdl', 'egl-headless', 'dbus'],
  port: true,
  tlsPort: true,
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
  defaultMode: true,
  display: true,
  xauth: true,
  fullscreen: true,
  p2p: true,
  address: true,
  listens: { type: true, address: true, network: true, socket: true },
  channels: true,
  image: true,
  jpeg: true,
  zlib: true,
  playback: true,
  streaming: true,
  mouse: true,
  clipboard: true,
  filetransfer: true,
  gl: true,
  audio: true,
}

/** `<video>`. */
export const videos: Support<VideoConfig> = {
  ...device,
  driver: { ...virtioDriver, name: ['qemu', 'vhostuser'], vgaconf: 'ignored' },
  model: {
    type: ['default', 'vga', 'cirrus', 'vmvga', 'qxl', 'virtio', 'bochs', 'ramfb', 'none'],
    ram: true,
    vram: true,
    vram64: true,
    vgamem: true,
    heads: true,
    primary: true,
    blob: true,
    acceleration: { accel2d: true, accel3d: true, rendernode: true },
    resolution: true,
  },
  acpi: true,
}
