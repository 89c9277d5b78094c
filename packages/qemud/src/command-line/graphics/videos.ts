import type { VideoConfig } from '@virt/core/config'
import { addressProperties } from '../address.js'
import { chardevOptions } from '../chardevs.js'
import { jsonOption } from '../options.js'
import { hasType } from '../../emulators/emulator.js'
import { isX86, model, unsupported, type Plan } from '../plan.js'
import { virtioOptions } from '../virtio.js'

const mib = 1024

/** Every graphics card; the first one is the boot screen. */
export function videoOptions(plan: Plan): readonly string[] {
  const videos = (plan.config.devices?.videos ?? []).filter((video) => video.model?.type !== 'none')
  return videos.flatMap((video, index) => {
    if (video.driver?.name === 'vhostuser') return vhostUser(plan, video, index === 0)
    return jsonOption('-device', {
      ...card(plan, video, index === 0),
      id: video.alias,
      ...addressProperties(plan, video.address),
      'acpi-index': video.acpi?.index,
    })
  })
}

/** The socket of the process that draws for a card. */
export function drawerSocket({ directory }: Pick<Plan, 'directory'>, { alias = '' }: VideoConfig): string {
  if (directory === undefined) throw unsupported('a vhost-user video device needs a directory for its socket')
  return `${directory}/${alias}.sock`
}

type Card = (plan: Plan, video: VideoConfig, primary: boolean) => object

const cards: Readonly<Record<string, Card>> = {
  vga: (plan, { model: details }, primary) => ({
    driver: model(plan, primary ? 'VGA' : 'secondary-vga'),
    vgamem_mb: megabytes(details?.vram),
    ...resolution(details),
  }),
  cirrus: primaryOnly('cirrus', 'cirrus-vga'),
  vmvga: primaryOnly('vmvga', 'vmware-svga', ({ vram }) => ({ vgamem_mb: megabytes(vram) })),
  ramfb: (plan, { address }, primary) => {
    if (!primary) throw unsupported('video type ramfb is only valid as primary device')
    if (address !== undefined) throw unsupported('address not supported for video type ramfb')
    return { driver: model(plan, 'ramfb') }
  },
  qxl: (plan, { model: details }, primary) => ({
    driver: model(plan, primary ? 'qxl-vga' : 'qxl'),
    max_outputs: details?.heads,
    ram_size: bytes(details?.ram ?? 64 * mib),
    vram_size: bytes(details?.vram ?? 64 * mib),
    vram64_size_mb: megabytes(details?.vram64) ?? 0,
    vgamem_mb: megabytes(details?.vgamem) ?? 16,
    ...resolution(details),
  }),
  bochs: (plan, { model: details }) => ({
    driver: model(plan, 'bochs-display'),
    vgamem: details?.vram === undefined ? undefined : bytes(details.vram),
    ...resolution(details),
  }),
  virtio: (plan, { model: details, driver }, primary) => ({
    ...virtioCard(plan, primary, details?.acceleration?.accel3d === true),
    ...virtioOptions(driver),
    max_outputs: details?.heads,
    blob: details?.blob,
    ...resolution(details),
  }),
}

function primaryOnly(
  type: string,
  name: string,
  more: (details: NonNullable<VideoConfig['model']>) => object = () => ({}),
): Card {
  return (plan, { model: details }, primary) => {
    if (!primary) throw unsupported(`video type ${type} is only valid as primary device`)
    return { driver: model(plan, name), ...(details && more(details)) }
  }
}

function card(plan: Plan, video: VideoConfig, primary: boolean): object {
  const build = cards[video.model?.type ?? '']
  if (!build) throw unsupported(`video type '${video.model?.type ?? 'default'}' is not supported`)
  return build(plan, video, primary)
}

/** Older emulators have acceleration as an option of the plain card, or no card with a VGA mode. */
function virtioCard(plan: Plan, primary: boolean, accelerated: boolean): object {
  const names = (gl: string): readonly string[] => [
    ...(primary && isX86(plan) ? [`virtio-vga${gl}`] : []),
    `virtio-gpu${gl}-${plan.family.virtio}`,
  ]
  const has = (name: string): boolean => hasType(plan.emulator, name)
  const found = names(accelerated ? '-gl' : '').find(has)
  if (found !== undefined) return { driver: found }
  const [usual = ''] = names('')
  return { driver: model(plan, names('').find(has) ?? usual), virgl: accelerated ? true : undefined }
}

function vhostUser(plan: Plan, video: VideoConfig, primary: boolean): readonly string[] {
  const { alias = '', model: details, driver, address } = video
  if (details?.type !== 'virtio')
    throw unsupported(`video type '${details?.type ?? ''}' is not supported with vhost-user`)
  const chardev = `chr-vu-${alias}`
  const path = drawerSocket(plan, video)
  return [
    ...chardevOptions(chardev, { type: 'unix', sources: [{ mode: 'connect', path }] }),
    ...jsonOption('-device', {
      driver: model(plan, primary && isX86(plan) ? 'vhost-user-vga' : 'vhost-user-gpu-pci'),
      ...virtioOptions(driver),
      id: alias,
      max_outputs: details.heads,
      chardev,
      ...addressProperties(plan, address),
    }),
  ]
}

function resolution(details: VideoConfig['model']): object {
  return { xres: details?.resolution?.x, yres: details?.resolution?.y }
}

function bytes(kib: number): number {
  return kib * 1024
}

/** Video memory must be a power of two; libvirt rounds up too. */
function megabytes(kib: number | undefined): number | undefined {
  return kib === undefined ? undefined : 2 ** Math.ceil(Math.log2(Math.max(1, kib / mib)))
}
