import type { DomainConfig, VideoConfig } from '@virt/core/config'
import { refuse, type Rule } from './rule.js'
import { noVirtioWords } from './virtio-words.js'

/** Refuse what a graphics card of its model does not have. */
export function checkVideos({ devices, memoryBacking }: DomainConfig): void {
  const memfd = memoryBacking?.source?.type === 'memfd'
  devices?.videos?.forEach((video, index) => {
    const { type, blob } = video.model ?? {}
    refuse([
      ...modelRules(video),
      ...memoryRules(video),
      ...screenRules(video),
      [
        index > 0 && type !== undefined && !/^(qxl|virtio|none)$/.test(type),
        `video type '${type ?? ''}' is only valid as primary video device`,
      ],
      [blob && !memfd, "'blob' support for virtio-gpu devices requires a memfd memory backend"],
    ])
  })
}

function modelRules({ model, driver }: VideoConfig): readonly Rule[] {
  const { acceleration, blob } = model ?? {}
  const virtio = model?.type === 'virtio'
  const drawn = driver?.name === 'vhostuser'
  return [
    [drawn && !virtio, "'vhostuser' driver is only supported with 'virtio' device"],
    [
      acceleration?.rendernode !== undefined && !drawn,
      "unsupported rendernode accel attribute without 'vhostuser'",
    ],
    [acceleration?.accel2d, 'qemu does not support the accel2d setting'],
    [acceleration?.accel3d && !virtio, `${model?.type ?? ''} 3d acceleration is not supported`],
    [blob && !virtio, "'blob' is only supported for video type virtio"],
    ...(virtio ? [] : noVirtioWords(driver)),
  ]
}

const mib = 1024
/** QEMU counts it in bytes, with 32 bits. */
const mostKib = Math.floor((2 ** 32 - 1) / 1024)

function memoryRules({ model }: VideoConfig): readonly Rule[] {
  const { type = '', ram, vram, vram64, vgamem } = model ?? {}
  const qxl = type === 'qxl'
  const least = (name: string, value: number | undefined): Rule => [
    value !== undefined && value !== 0 && value < mib,
    `value for '${name}' must be at least 1 MiB (1024 KiB)`,
  ]
  return [
    [ram && !qxl, 'ram attribute only supported for video type qxl'],
    [vram64 && !qxl, 'vram64 attribute only supported for video type qxl'],
    [vgamem && !qxl, 'vgamem attribute only supported for video type qxl'],
    least('vgamem', vgamem),
    [vgamem && !Number.isInteger(Math.log2(vgamem)), "value for 'vgamem' must be power of two"],
    [qxl && (vram ?? 0) > mostKib, `value for 'vram' must be less than '${mostKib}'`],
    [qxl && (ram ?? 0) > mostKib, `value for 'ram' must be less than '${mostKib}'`],
    ...(/^(vga|vmvga)$/.test(type) ? [least('vram', vram)] : []),
  ]
}

const scalable = /^(vga|qxl|virtio|bochs)$/

function screenRules({ model }: VideoConfig): readonly Rule[] {
  const { type = '', heads = 1, resolution } = model ?? {}
  return [
    [
      resolution && (resolution.x === 0 || resolution.y === 0),
      'video resolution values must be greater than 0',
    ],
    [resolution && !scalable.test(type), 'model resolution is not supported'],
    [heads > 1 && type !== 'qxl' && type !== 'virtio', `video type '${type}' has only one head`],
  ]
}
