import type { VideoConfig, VideoModel, VideoModelType } from '@virt/core/config'
import { kibOf, mibOf } from '@virt/xen-common'
import type { Settings } from '../settings.js'
import type { Form, Topic } from '../topic.js'

/** The graphics card of a fully virtualized guest with a display. */
export const video: Topic = {
  keys: ['vga', 'stdvga', 'videoram'],
  read(settings, form) {
    const card = form.guest === 'hvm' ? cardOf(settings, form) : undefined
    return card === undefined ? {} : { devices: { videos: [card] } }
  },
  write({ devices }, { guest, dialect }) {
    const model = guest === 'hvm' ? devices?.videos?.[0]?.model : undefined
    if (model === undefined) return {}
    const word = words[model.type]
    return {
      ...(model.type !== 'cirrus' &&
        (dialect === 'xl' ? { vga: word } : { stdvga: Number(model.type === 'vga') })),
      videoram: isUsual(model.type, model.vram) ? undefined : mibOf(model.vram ?? 0),
    }
  },
}

const words: Readonly<Partial<Record<VideoModelType, string>>> = {
  cirrus: 'cirrus',
  vga: 'stdvga',
  qxl: 'qxl',
  none: 'none',
}

/** What libvirt and xl give a card that does not say. */
const usual = { libvirt: kibOf(16), xl: kibOf(8) }

function isUsual(type: VideoModelType, vram: number | undefined): boolean {
  if (vram === undefined || vram === usual.libvirt) return true
  return type === 'qxl' || type === 'none' || (type === 'cirrus' && vram === usual.xl)
}

function cardOf(settings: Settings, { dialect }: Form): VideoConfig | undefined {
  const keys = dialect === 'xl' ? ['vnc', 'sdl', 'spice'] : ['vnc', 'sdl']
  const shown = keys.some((key) => settings.flag(key)) || settings.texts('vfb').length > 0
  if (!shown) return undefined
  const type = typeOf(settings, dialect)
  const memory = settings.number('videoram')
  if (type === undefined && memory === undefined && dialect === 'xm') return undefined
  return { model: { type: type ?? 'cirrus', ...vramOf(type ?? 'cirrus', memory, dialect) } }
}

function typeOf(settings: Settings, dialect: Form['dialect']): VideoModelType | undefined {
  const word = dialect === 'xl' ? settings.text('vga') : undefined
  const found = (Object.keys(words) as VideoModelType[]).find(
    (type) => word !== undefined && words[type] === word,
  )
  return found ?? (settings.flag('stdvga') ? 'vga' : undefined)
}

function vramOf(
  type: VideoModelType,
  memory: number | undefined,
  dialect: Form['dialect'],
): Pick<VideoModel, 'vram' | 'heads'> {
  if (type === 'none' || type === 'qxl') return {}
  if (memory !== undefined) return { vram: kibOf(memory), heads: 1 }
  return { vram: dialect === 'xl' && type === 'cirrus' ? usual.xl : usual.libvirt, heads: 1 }
}
