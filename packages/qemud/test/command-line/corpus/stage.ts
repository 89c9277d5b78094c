import type { DiskConfig, DomainConfig } from '@virt/core/config'
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Words of a command line that need something of the host which a test cannot make: hardware, servers, privileges. */
const needsHost = [
  /"driver":"(vfio-|usb-host|scsi-generic|scsi-block|virtio-[a-z]+-gl|virtio-input-host|vhost-|ccid-card)/,
  /"driver":"(nbd|iscsi|https?|ftps?|ssh|rbd|gluster|nfs|nvme|host_cdrom)"/,
  /"qom-type":"(secret|input-linux|memory-backend-epc|sev-guest|pr-manager|dbus)/,
  /^(tap|vhost-|passthrough|serial,|parallel,|spice|qemu-vdagent|smartcard|egl-|sdl|dbus)/,
  /^socket,.*(reconnect=|path=.*-(fs|tpm)|path=.*tpm)|^socket,(?!.*server=on)/,
  /hugepages|\/dev\/(sgx|dri|vhost)|"(mem-path|policy)"|"prealloc":true|readonly=on,backend=pcap/,
  /,enforce=on|hv-(vpindex|synic|stimer)|^\[2001:/,
  /^(socket,id=char|pipe,)(?!monitor).*(spice|smartcard)/,
  /^(alsa|coreaudio|oss|pa|sdl|spice|jack|dbus)$|"driver":"(alsa|coreaudio|oss|pa|sdl|spice|jack|dbus)"/,
]

/** Whether a command line asks only for what any host has. */
export function runsAnywhere(argv: readonly string[]): boolean {
  return !argv.some(
    (word) => !word.startsWith('socket,id=charmonitor') && needsHost.some((rule) => rule.test(word)),
  )
}

const pathKeys = /^(file|dev|dir|path|kernel|initrd|dtb|socket|template|host)$/
const ofHost = /^\/(dev\/(u?random|hwrng|null)|usr\/share\/)/

/** The domain with all its files, block devices too, as files below `root`, for an emulator without KVM. */
export function staged(config: DomainConfig, root: string): DomainConfig {
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string')
      return pathKeys.test(key) && value.startsWith('/') && !ofHost.test(value) ? root + value : value
    if (Array.isArray(value)) return value.map((item) => walk(item, key))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, name)]))
  }
  const { devices, ...others } = walk(config, '') as DomainConfig
  const asFile = <T extends { readonly type?: string; readonly source?: { readonly dev?: string } }>(
    image: T,
  ): T =>
    image.type === 'block' && image.source
      ? { ...image, type: 'file', source: { ...image.source, file: image.source.dev, dev: undefined } }
      : image
  return {
    ...others,
    type: 'qemu',
    qemuCommandline: undefined,
    devices: {
      ...devices,
      emulator: undefined,
      disks: devices?.disks?.map((disk, index) => asFile(ownFile(disk, `${root}/disk${index}`, root))),
    },
  }
}

/** Two disks of these domains may well have the same image, which QEMU does not allow. */
function ownFile(disk: DiskConfig, place: string, root: string): DiskConfig {
  const { file, dev } = disk.source ?? {}
  if (disk.shareable || (file ?? dev)?.startsWith(root) !== true) return disk
  const own = (path: string | undefined): string | undefined => path && place + path.slice(root.length)
  return { ...disk, source: { ...disk.source, file: own(file), dev: own(dev) } }
}

/** Make the files that a command line names below `root`, images in their formats. */
export function makeFiles(argv: readonly string[], root: string): void {
  const nodes = jsonOf(argv)
  for (const { filename, dir, node } of nodes) {
    if (dir?.startsWith(root)) mkdirSync(dir, { recursive: true })
    if (!filename?.startsWith(root) || existsSync(filename)) continue
    const format = nodes.find(({ file }) => file !== undefined && file === node)?.driver
    makeImage(filename, format ?? 'raw', root)
  }
  for (const word of argv) for (const path of pathsIn(word, root)) makePlain(path, word)
}

interface Node {
  readonly driver?: string
  readonly filename?: string
  readonly dir?: string
  readonly file?: string
  readonly node?: string
}

function jsonOf(argv: readonly string[]): readonly Node[] {
  return argv
    .filter((word) => word.startsWith('{'))
    .map((word) => JSON.parse(word) as Node & { 'node-name'?: string })
    .map((node) => ({ ...node, node: node['node-name'] }))
}

/** The paths below `root` in an option's text. */
function pathsIn(word: string, root: string): readonly string[] {
  if (word.startsWith('{')) return []
  const [, ...tails] = word.split(root)
  return tails.map((tail) => root + (tail.split(',')[0] ?? ''))
}

function makePlain(path: string, word: string): void {
  if (word.startsWith('local,')) mkdirSync(path, { recursive: true })
  mkdirSync(dirname(path), { recursive: true })
  if (word.startsWith('pipe,')) {
    if (!existsSync(path)) execFileSync('mkfifo', [path])
  } else if (!existsSync(path) && !/server=on|^unix:/.test(word)) writeFileSync(path, Buffer.alloc(4096))
}

const makeable = new Set(['qcow2', 'qcow', 'qed', 'vmdk', 'vdi', 'vhdx', 'vpc', 'parallels'])

function makeImage(path: string, format: string, root: string): void {
  mkdirSync(dirname(path), { recursive: true })
  if (!makeable.has(format)) return writeFileSync(path, Buffer.alloc(1 << 20))
  const template = join(root, '..', `template.${format}`)
  if (!existsSync(template)) execFileSync('qemu-img', ['create', '-q', '-f', format, template, '1M'])
  copyFileSync(template, path)
}
