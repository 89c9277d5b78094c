import type { DiskConfig } from '@virt/core/config'
import {
  diskImageFromText,
  diskImageToText,
  isTap,
  orderedDisks,
  splitTarget,
  unsupported,
  withoutIoemu,
  type DiskImage,
} from '@virt/xen-common'
import { text, type Sxp } from '../../sxp/index.js'
import { incomplete } from '../errors.js'
import { devicesOf, item, word } from '../items.js'
import type { Notation, Part, Source } from '../part.js'

const kinds = ['vbd', 'tap', 'tap2']

/** `(device (vbd ...))`, for blktap `tap` and `tap2`; and those of the image. */
export const disks: Part = {
  read(source) {
    const found = devicesOf(source.domain, kinds).map((disk) => diskFromSxp(disk, source))
    const all = orderedDisks([...found, ...drivesOf(source)])
    return all.length === 0 ? {} : { devices: { disks: all } }
  },
  write: (target) =>
    orderedDisks(target.devices.disks ?? [])
      .filter((disk) => driveOf(disk, target) === undefined)
      .map((disk) => ['device', diskToSxp(disk, target)]),
}

/** Drives with removable media that are items of the image: floppies, and in Xen 3.0.2 the one CD-ROM. */
const drives = [
  { name: 'fda', dev: 'fda', device: 'floppy' },
  { name: 'fdb', dev: 'fdb', device: 'floppy' },
  { name: 'cdrom', dev: 'hdc', device: 'cdrom' },
] as const

type Drive = (typeof drives)[number]

function drivesIn({ hvm, configVersion }: Notation): readonly Drive[] {
  return hvm ? drives.filter(({ device }) => device === 'floppy' || configVersion < 2) : []
}

function driveOf({ device, target }: DiskConfig, notation: Notation): Drive | undefined {
  return drivesIn(notation).find((drive) => drive.device === device && drive.dev === target.dev)
}

function drivesOf(source: Source): readonly DiskConfig[] {
  return drivesIn(source).flatMap(({ name, dev, device }) => {
    const path = word(source.image, name)
    return path === undefined ? [] : [{ ...diskImageFromText(path), device, target: { dev } }]
  })
}

export const imageDisks: Part = {
  write: (target) =>
    drivesIn(target).flatMap((drive) => {
      const disk = target.devices.disks?.find((each) => driveOf(each, target) === drive)
      return item(drive.name, disk?.source?.file ?? disk?.source?.dev)
    }),
}

function diskFromSxp(disk: readonly Sxp[], { configVersion }: Source): DiskConfig {
  const target = word(disk, 'dev')
  if (target === undefined) throw incomplete('vbd has no dev')
  const mode = text(disk, 'mode') ?? ''
  return {
    ...diskImageFromUname(text(disk, 'uname'), disk[0]),
    ...targetFromText(withoutIoemu(target), configVersion),
    ...(mode.includes('r') && { readonly: true }),
    ...(mode.includes('!') && { shareable: true }),
  }
}

/** What is given to blktap as `tap:` may be served by blktap2, as the kind of device then says. */
function diskImageFromUname(uname: string | undefined, kind: Sxp | undefined): DiskImage {
  if (!uname) return { type: 'file' }
  return diskImageFromText(kind === 'tap2' ? uname.replace(/^tap:/, 'tap2:') : uname)
}

/** In Xen 3.0.2 a disk's name ends in no word for what it is. */
function targetFromText(text: string, configVersion: number): Pick<DiskConfig, 'device' | 'target'> {
  const { dev, device } = splitTarget(text)
  return { device, target: { dev: device === 'disk' && configVersion < 2 ? text : dev } }
}

/** `(vbd (dev D)(uname U)(mode M))`. */
export function diskToSxp(disk: DiskConfig, notation: Notation): Sxp {
  const { device, driver, transient } = disk
  if (notation.hvm && (device === 'floppy' || (device === 'cdrom' && notation.configVersion < 2)))
    throw unsupported(`Cannot directly attach ${device === 'floppy' ? 'floppy' : 'CDROM'} ${disk.target.dev}`)
  if (transient !== undefined) throw unsupported('transient disks not supported yet')
  return [
    isTap(driver?.name) ? driver.name : 'vbd',
    ['dev', targetToText(disk, notation)],
    ...item('uname', diskImageToText(disk)),
    ['mode', modeOf(disk)],
  ]
}

function targetToText({ device, target }: DiskConfig, { hvm, configVersion }: Notation): string {
  const dev = withoutIoemu(target.dev)
  if (device === 'cdrom') return `${dev}:cdrom`
  if (!hvm) return dev
  return configVersion < 2 ? `ioemu:${dev}` : `${dev}:disk`
}

function modeOf({ device, readonly, shareable }: DiskConfig): string {
  if (readonly === true || device === 'cdrom') return 'r'
  return shareable === true ? 'w!' : 'w'
}
