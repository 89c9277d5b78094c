import { execFileSync } from 'node:child_process'
import { parseDevice, type DiskConfig } from '@virt/core/config'

/** Run `qemu-img` quietly. */
export function qemuImg(...args: readonly string[]): string {
  return execFileSync('qemu-img', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

/** A qcow2 image, over another one if that is given. */
export function makeImage(path: string, size: string, backing?: { path: string; format?: string }): string {
  const below = backing ? ['-b', backing.path, ...(backing.format ? ['-F', backing.format] : [])] : []
  qemuImg('create', '-q', '-f', 'qcow2', ...below, path, ...(backing ? [] : [size]))
  return path
}

export function diskXml(path: string, target = 'vda', format = 'qcow2'): string {
  return `<disk type='file' device='disk'>
    <driver name='qemu' type='${format}'/><source file='${path}'/><target dev='${target}' bus='virtio'/>
  </disk>`
}

export function diskOf(path: string, format = 'qcow2'): DiskConfig {
  const device = parseDevice(diskXml(path, 'vda', format))
  return (device as { readonly disk: DiskConfig }).disk
}

/** The paths of a disk's images, topmost first. */
export function pathsOf(disk: DiskConfig | undefined): (string | undefined)[] {
  const below: (string | undefined)[] = []
  for (let store = disk?.backingStore; store?.type !== undefined; store = store.backingStore)
    below.push(store.source?.file)
  return [disk?.source?.file, ...below]
}
