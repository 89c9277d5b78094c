import type { DomainConfig } from '@virt/core/config'
import { expect, test } from 'vitest'
import { domainFromSxp, xenSxpr, type FromSxpOptions } from '../../src/convert/index.js'

function read(items: string, options: Partial<FromSxpOptions> = {}): DomainConfig {
  return domainFromSxp(`(domain (name d)(memory 64)${items})`, { configVersion: 4, ...options })
}

const address = { type: 'address' } as const

test('A running domain has its number; others have none', () => {
  expect(read('(domid 3)').id).toBe(3)
  expect(read("(domid 'None')").id).toBeUndefined()
  expect(read('').id).toBeUndefined()
})

test('The host itself has no bootloader and no console', () => {
  const { os, bootloader, devices } = read("(domid 0)(bootloader '')(image (linux (kernel '')))")
  expect({ os, bootloader, consoles: devices?.consoles }).toEqual({ os: { type: { name: 'linux' } } })
})

test('The console is the terminal that the store knows', () => {
  const sources = [{ path: '/dev/pts/3' }]
  expect(read('(domid 3)', { tty: '/dev/pts/3' }).devices?.consoles).toEqual([
    { type: 'pty', tty: '/dev/pts/3', sources, target: { type: 'xen', port: 0 } },
  ])
  expect(read('(image (hvm (serial pty)))', { tty: '/dev/pts/3' }).devices?.consoles).toEqual([
    { type: 'pty', tty: '/dev/pts/3', sources, target: { type: 'serial', port: 0 } },
  ])
})

const vfb = '(domid 3)(device (vfb (type vnc)(vncunused 1)(vncdisplay 7)))'

test.each<readonly [string, Partial<FromSxpOptions>, number]>([
  [vfb, {}, 5907],
  [vfb, { vncPort: 5950 }, 5950],
  ['(domid 3)(image (hvm (vnc 1)))', { configVersion: 1 }, 5903],
  ['(domid 3)(image (hvm (vnc 1)))', { configVersion: 1, vncPort: 5950 }, 5950],
  ['(domid 3)(image (hvm (vnc 1)))', { configVersion: 2 }, -1],
])('The display of %s with %j', (items, options, port) => {
  const [display] = read(items, options).devices?.graphics ?? []
  expect(display?.port).toBe(port)
})

test('A display is a device, an item of the image, or both, and is told once', () => {
  const vnc = { type: 'vnc', port: -1, autoport: true, listens: [address] }
  expect(read('(device (vfb (vnc 1)))').devices?.graphics).toEqual([vnc])
  expect(read('(image (linux (vnc 1)))').devices?.graphics).toEqual([vnc])
  expect(read('(image (hvm (vnc 1)(keymap de)))(device (vfb (vnc 1)))').devices?.graphics).toEqual([vnc])
  expect(read('(image (linux (vnc 0)(sdl 1)))').devices?.graphics).toEqual([{ type: 'sdl' }])
  expect(read('(device (vfb (type opengl)))').devices?.graphics).toBeUndefined()
})

test('A card is called what xend calls it, else what Xen would', () => {
  const cards = '(device (vif (mac 00:16:3e:00:00:01)))(device (vif (vifname tap0)))'
  const names = (items: string) => read(items).devices?.interfaces?.map(({ target }) => target?.dev)
  expect(names(`(domid 3)${cards}`)).toEqual(['vif3.0', 'tap0'])
  expect(names(cards)).toEqual([undefined, 'tap0'])
})

test('What serves a disk is told by its device, too', () => {
  const [disk] = read("(device (tap2 (dev xvda)(uname 'tap:aio:/a')))").devices?.disks ?? []
  expect(disk?.driver).toEqual({ name: 'tap2', type: 'raw' })
})

test('A firmware that is told twice is no kernel', () => {
  const { os } = read('(image (hvm (kernel /l)(loader /l)(boot c)))')
  expect(os).toEqual({ type: { name: 'hvm' }, loader: { path: '/l', type: 'rom' }, boots: ['hd'] })
})

test('CPUs of all vcpus are one set, others are pins', () => {
  const place = (items: string) => [read(items).vcpu?.cpuset, read(items).cputune?.vcpuPins]
  expect(place('(vcpus 2)(cpus (()()))')).toEqual([undefined, undefined])
  expect(place('(vcpus 2)(cpus ((0 3)(3 0)))')).toEqual(['0,3', undefined])
  expect(place('(vcpus 3)(cpus ((1)()()))')).toEqual([undefined, [{ vcpu: 0, cpuset: '1' }]])
})

test('What nobody says of the end of a guest is what libvirt says', () => {
  const { onPoweroff, onReboot, onCrash } = read('')
  expect([onPoweroff, onReboot, onCrash]).toEqual(['destroy', 'restart', 'destroy'])
})

test('Memory that a guest has beyond its maximum is not told', () => {
  const { memory, currentMemory } = read('(maxmem 32)')
  expect({ memory, currentMemory }).toEqual({ memory: 32768, currentMemory: 32768 })
})

test('Files are in the newest notation', async () => {
  const text = '(vm (name d) (memory 64) (image (hvm (kernel /l) (rtc_timeoffset 5))))'
  const config = xenSxpr.parse(text)
  expect(config.clock).toEqual({ offset: 'variable', adjustment: 5, basis: 'utc' })
  expect(xenSxpr.parse(await xenSxpr.format(config))).toEqual({
    ...config,
    os: { ...config.os, boots: ['hd'] },
  })
})
