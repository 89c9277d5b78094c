import type { DiskConfig, DiskDriver, DiskSource, DiskType } from '@virt/core/config'
import { unsupported } from './unsupported.js'

/** What Xen's tools say of a disk's host side: the part before its path chooses the backend. */
export interface DiskImage {
  readonly type: DiskType
  readonly driver?: DiskDriver
  readonly source?: DiskSource
}

const layered = /^(tap2?):([^:]*):/

/**
 * A disk's host side: `phy:/dev/vg/lv`, `file:/a.img`, `tap:aio:/a.img`, `tap2:qcow2:/a.img`, or a plain path. libvirt calls
 * blktap's `aio` `raw`. Without a path there is no medium.
 */
export function diskImageFromText(text: string): DiskImage {
  const [tapdisk, tap, format = ''] = layered.exec(text) ?? []
  if (tapdisk !== undefined && tap !== undefined)
    return image({ name: tap, type: format === 'aio' ? 'raw' : format }, text.slice(tapdisk.length))
  if (text.startsWith('/')) return image({ name: text.startsWith('/dev/') ? 'phy' : 'file' }, text)
  const colon = text.indexOf(':')
  if (colon < 0) throw unsupported(`cannot parse disk source '${text}': missing driver name`)
  return image({ name: text.slice(0, colon) }, text.slice(colon + 1))
}

function image(driver: DiskDriver, path: string): DiskImage {
  const type = driver.name === 'phy' ? 'block' : 'file'
  if (path === '') return { type }
  return { type, driver, source: type === 'block' ? { dev: path } : { file: path } }
}

/** The text of {@link diskImageFromText}; absent without a medium. */
export function diskImageToText({ type, driver, source }: DiskConfig): string | undefined {
  const path = source?.file ?? source?.dev
  if (path === undefined && source === undefined) return undefined
  if (path === undefined || (type !== 'file' && type !== 'block'))
    throw unsupported(`unsupported disk type ${type}`)
  if (driver?.name === undefined) return type === 'file' ? `file:${path}` : `phy:${blockPath(path)}`
  return `${driver.name}:${isTap(driver.name) ? `${tapFormat(driver.type)}:` : ''}${path}`
}

/** Whether blktap serves it, which xend keeps apart from other disks. */
export function isTap(driver: string | undefined): driver is 'tap' | 'tap2' {
  return driver === 'tap' || driver === 'tap2'
}

function tapFormat(type = 'raw'): string {
  return type === 'raw' ? 'aio' : type
}

function blockPath(path: string): string {
  return path.startsWith('/') ? path : `/dev/${path}`
}
