import type { VideoConfig } from '@virt/core/config'
import { addressProperties } from './address.js'
import { jsonOption } from './options.js'
import { isX86, model, unsupported, type Plan } from './plan.js'
import { virtioOptions } from './virtio.js'

/** Every graphics card; the first one is the boot screen. */
export function videoOptions(plan: Plan): readonly string[] {
  const videos = (plan.config.devices?.videos ?? []).filter((video) => video.model?.type !== 'none')
  return videos.flatMap((video, index) =>
    jsonOption('-device', {
      ...card(plan, video, index === 0),
      id: video.alias,
      ...addressProperties(plan, video.address),
    }),
  )
}

type Card = (plan: Plan, video: VideoConfig, primary: boolean) => object

const cards: Readonly<Record<string, Card>> = {
  vga: (plan, { model: details }, primary) => ({
    driver: model(plan, primary ? 'VGA' : 'secondary-vga'),
    vgamem_mb: megabytes(details?.vram),
    ...resolution(details),
  }),
  cirrus: (plan, _, primary) => {
    if (!primary) throw unsupported('video type cirrus is only valid as primary device')
    return { driver: model(plan, 'cirrus-vga') }
  },
  bochs: (plan, { model: details }) => ({
    driver: model(plan, 'bochs-display'),
    vgamem: details?.vram === undefined ? undefined : details.vram * 1024,
    ...resolution(details),
  }),
  virtio: (plan, { model: details, driver }, primary) => ({
    driver: model(plan, virtioCard(plan, primary)),
    ...virtioOptions(driver),
    max_outputs: details?.heads,
    ...resolution(details),
  }),
}

function card(plan: Plan, video: VideoConfig, primary: boolean): object {
  const build = cards[video.model?.type ?? '']
  if (!build) throw unsupported(`video type '${video.model?.type ?? 'default'}' is not supported`)
  return build(plan, video, primary)
}

function virtioCard(plan: Plan, primary: boolean): string {
  return primary && isX86(plan) ? 'virtio-vga' : `virtio-gpu-${plan.family.virtio}`
}

function resolution(details: VideoConfig['model']): object {
  return { xres: details?.resolution?.x, yres: details?.resolution?.y }
}

/** Video memory must be a power of two; libvirt rounds up too. */
function megabytes(kib: number | undefined): number | undefined {
  return kib === undefined ? undefined : 2 ** Math.ceil(Math.log2(Math.max(1, kib / 1024)))
}
