import { VirtError } from '../../errors/virt-error.js'
import type { DeviceAddress } from '../devices/address.js'
import type { DeviceInfo } from '../devices/common.js'
import type { DevicesConfig } from '../devices/devices.js'
import type { DomainConfig } from './domain.js'

/**
 * Refuse a description whose guest is another than the one of `source`, as its hardware or by name: the saved state of that
 * one would not fit. What only the host sees (paths, limits, titles, passwords) may differ.
 *
 * @throws CONFIG_UNSUPPORTED with libvirt's sentence for the first difference.
 */
export function checkAbiStability(source: DomainConfig, target: DomainConfig): void {
  for (const [what, fact] of facts) same(what, fact(target), fact(source))
  for (const [key, what] of counted) same(`domain ${what} count`, count(target, key), count(source, key))
  for (const key of kinds) pairs(source.devices?.[key], target.devices?.[key], sameAddress)
  pairs(source.devices?.disks, target.devices?.disks, (disk, wanted) => {
    same('disk device', wanted.device, disk.device)
    same('disk bus', wanted.target.bus, disk.target.bus)
    same('disk', wanted.target.dev, disk.target.dev)
    same('disk serial', wanted.serial, disk.serial)
  })
  pairs(source.devices?.interfaces, target.devices?.interfaces, (card, wanted) => {
    same('network card mac', wanted.mac?.address, card.mac?.address)
    same('network card model', wanted.model?.type, card.model?.type)
  })
}

type Fact = string | number | undefined

const facts: readonly (readonly [what: string, fact: (config: DomainConfig) => Fact])[] = [
  ['domain virt type', ({ type }) => type],
  ['domain uuid', ({ uuid }) => uuid],
  ['domain name', ({ name }) => `'${name}'`],
  ['domain max memory', ({ memory }) => memory],
  ['domain vCPU max', ({ vcpu }) => vcpu?.count ?? 1],
  ['domain OS type', ({ os }) => os.type.name],
  ['domain architecture', ({ os }) => os.type.arch],
  ['domain machine type', ({ os }) => os.type.machine],
]

type Kind = {
  [K in keyof DevicesConfig]-?: NonNullable<DevicesConfig[K]> extends readonly DeviceInfo[] ? K : never
}[keyof DevicesConfig]

/** Lists of devices that a guest sees, and what libvirt calls their members. */
const counted = [
  ['disks', 'disk'],
  ['controllers', 'controller'],
  ['filesystems', 'filesystem'],
  ['interfaces', 'net card'],
  ['inputs', 'input device'],
  ['sounds', 'sound card'],
  ['videos', 'video card'],
  ['hostdevs', 'host device'],
  ['smartcards', 'smartcard'],
  ['serials', 'serial port'],
  ['parallels', 'parallel port'],
  ['channels', 'channel'],
  ['consoles', 'console'],
  ['hubs', 'hub device'],
  ['redirdevs', 'redirected devices'],
  ['watchdogs', 'watchdog'],
  ['rngs', 'RNG device'],
  ['tpms', 'TPM device'],
  ['panics', 'panic device'],
  ['shmems', 'shared memory device'],
  ['memories', 'memory device'],
] as const satisfies readonly (readonly [Kind, string])[]

const kinds = counted.map(([key]) => key)

const count = ({ devices }: DomainConfig, key: Kind): number => devices?.[key]?.length ?? 0

function pairs<T>(source: readonly T[] = [], target: readonly T[] = [], compare: (a: T, b: T) => void): void {
  for (const [index, each] of source.entries()) compare(each, target[index] as T)
}

function sameAddress({ address: source }: DeviceInfo, { address: target }: DeviceInfo): void {
  same('device address type', target?.type ?? 'none', source?.type ?? 'none')
  if (!source || !target) return
  const what = `device ${source.type === 'pci' ? 'PCI' : source.type} address`
  same(what, place(target), place(source))
}

function place(address: DeviceAddress): string {
  const { type, extra, ...parts } = address
  if (type !== 'pci') return Object.entries(parts).sort().join(':')
  const { domain = 0, bus = 0, slot = 0, function: part = 0 } = address
  return `${hex(domain, 4)}:${hex(bus, 2)}:${hex(slot, 2)}.${part}`
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

function same(what: string, target: Fact, source: Fact): void {
  if (target === source) return
  const detail = `Target ${what} ${target ?? 'none'} does not match source ${source ?? 'none'}`
  throw new VirtError('CONFIG_UNSUPPORTED', detail, { origin: 'DOMAIN' })
}
