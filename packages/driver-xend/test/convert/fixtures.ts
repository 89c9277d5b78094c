import { parseDomain, type DomainConfig } from '@virt/core/config'

export type Kind = 'hvm' | 'pv'

export function domain(kind: Kind, inside: string): DomainConfig {
  const os =
    kind === 'hvm'
      ? '<os><type>hvm</type><loader type="rom">/l</loader></os>'
      : '<os><type>linux</type><kernel>/k</kernel></os>'
  const all = inside.includes('<os>') ? inside : os + inside
  return parseDomain(`<domain type='xen'><name>d</name><memory unit='MiB'>64</memory>${all}</domain>`)
}

export const devices = (inside: string): string => `<devices>${inside}</devices>`

export const disk = (type: string, driver: string, path: string, rest = "<target dev='xvda'/>"): string =>
  devices(
    `<disk type='${type}'>${driver}<source ${type === 'file' ? 'file' : 'dev'}='${path}'/>${rest}</disk>`,
  )

export const cdrom: string = devices("<disk device='cdrom'><source file='/c.iso'/><target dev='hdc'/></disk>")
export const line = (name: string, type: string, inside = ''): string =>
  devices(`<${name} type='${type}'>${inside}</${name}>`)
export const vif = (type: string, inside: string): string =>
  devices(`<interface type='${type}'><mac address='00:16:3e:00:00:01'/>${inside}</interface>`)
export const vnc: string = devices("<graphics type='vnc' port='5907' listen='::1' passwd='p w' keymap='de'/>")
export const sdl: string = devices("<graphics type='sdl' display=':1' xauth='/x'/>")
