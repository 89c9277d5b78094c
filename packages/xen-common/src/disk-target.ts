import type { DiskBus, DiskConfig } from '@virt/core/config'

/** A guest's name for a disk without the prefix that fully virtualized guests of Xen 3.0.2 need: `ioemu:hda`. */
export function withoutIoemu(dev: string): string {
  return dev.startsWith('ioemu:') ? dev.slice(6) : dev
}

/** What follows a disk's name since Xen 3.0.3: `hda:disk`, `hdc:cdrom`. */
export function splitTarget(text: string): { readonly dev: string; readonly device: 'disk' | 'cdrom' } {
  const [whole = '', dev = text, suffix] = /^(.+):(disk|cdrom)$/s.exec(text) ?? []
  return { dev: whole === '' ? text : dev, device: suffix === 'cdrom' ? 'cdrom' : 'disk' }
}

/** The bus that a disk of xm's or xl's files is on; a paravirtual guest has but one, whatever the name says. */
export function diskBus(dev: string, hvm: boolean): DiskBus {
  if (!hvm || dev.startsWith('xvd')) return 'xen'
  return dev.startsWith('sd') ? 'scsi' : 'ide'
}

/**
 * Disks of one bus together, in the order of their names, as libvirt lists them whatever the order in which it meets them
 * (`virDomainDiskInsert`).
 */
export function orderedDisks(disks: readonly DiskConfig[]): readonly DiskConfig[] {
  const groups = new Map<string, { readonly disk: DiskConfig; readonly index: number }[]>()
  for (const disk of disks) {
    const { bus, index } = keyOf(disk)
    const group = groups.get(bus)
    if (group === undefined) groups.set(bus, [{ disk, index }])
    else group.push({ disk, index })
  }
  return [...groups.values()].flatMap((group) =>
    group.sort((a, b) => a.index - b.index).map(({ disk }) => disk),
  )
}

function keyOf({ target }: DiskConfig): { readonly bus: string; readonly index: number } {
  const [, prefix = target.dev, letters = ''] =
    /^(fd|hd|vd|sd|xvd|ubd)([a-z]{1,8})\d*$/.exec(withoutIoemu(target.dev)) ?? []
  let index = -1
  for (const letter of letters) index = (index + 1) * 26 + letter.charCodeAt(0) - 97
  return { bus: target.bus ?? prefix, index }
}
