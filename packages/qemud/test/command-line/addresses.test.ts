import { formatDomain, parseDomain, type DevicesConfig, type DomainConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import { describe, expect, test } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { placeDevice } from '../../src/command-line/addresses/place-device.js'
import { withAddresses } from '../../src/command-line/addresses/assign.js'
import { machineFamily } from '../../src/command-line/machine-family.js'
import { persistentConfig } from '../../src/command-line/persistent-config.js'
import { cases, corpusFile } from './corpus/cases.js'
import { effectOf } from './corpus/effect.js'
import { pretendedEmulator } from './corpus/pretend.js'
import { commandOf } from './corpus/measure.js'

const domain = (machine: string, devices: DevicesConfig): DomainConfig => ({
  type: 'qemu',
  name: 'placed',
  uuid: 'c7a5fdbd-edaf-9455-926a-d65c16db1809',
  memory: 32768,
  os: { type: { name: 'hvm', arch: 'x86_64', machine } },
  devices,
})

const cards = (count: number): DevicesConfig => ({
  interfaces: Array.from({ length: count }, () => ({ type: 'user', model: { type: 'virtio' } })),
})

test('a definition keeps the place of each device, and the ports that this takes', () => {
  const { devices } = persistentConfig(domain('q35', { ...cards(1), memballoon: { model: 'none' } }))
  expect(devices?.interfaces?.[0]?.address).toEqual({ type: 'pci', domain: 0, bus: 1, slot: 0, function: 0 })
  expect(devices?.controllers?.map(({ type, model, index }) => `${type} ${model ?? ''} ${index}`)).toEqual([
    'pci pcie-root 0',
    'sata  0',
    'usb qemu-xhci 0',
    'pci pcie-root-port 1',
    'pci pcie-root-port 2',
    'pci pcie-root-port 3',
  ])
})

test('a bus that is full gets a bridge', () => {
  const { devices } = persistentConfig(domain('pc', cards(40)))
  expect(devices?.controllers?.filter(({ model }) => model === 'pci-bridge')).toHaveLength(1)
  expect(devices?.interfaces?.at(-1)?.address).toMatchObject({ bus: 1 })
})

describe('a device that is plugged in', () => {
  const family = machineFamily('x86_64', 'q35')
  const card = { interface: { type: 'user', model: { type: 'virtio' } } } as const
  const running = persistentConfig(domain('q35', cards(1))).devices ?? {}

  test('gets the spare port, and then none', () => {
    const first = placeDevice(card, running, family) as typeof card & { interface: object }
    expect(first.interface).toMatchObject({ address: { type: 'pci', bus: 4, slot: 0 } })
    const fuller = { ...running, interfaces: [...(running.interfaces ?? []), first.interface] }
    expect(() => placeDevice(card, fuller, family)).toThrow('No more available PCI slots')
  })

  test('is refused a place that is taken', () => {
    const address = { type: 'pci', bus: 1, slot: 0 } as const
    expect(() => placeDevice({ interface: { ...card.interface, address } }, running, family)).toThrow(
      'Attempted double use of PCI Address 0000:01:00.0',
    )
  })
})

test.each<[string, DevicesConfig]>([
  [
    'requested USB port 1.9 not present on USB bus 0',
    { hubs: [{ type: 'usb', address: { type: 'usb', bus: 0, port: '1.9' } }] },
  ],
  [
    "The device at PCI address 0000:01:01.0 cannot be plugged into the PCI controller with index='1'. It requires a controller that accepts a pci-expander-bus.",
    {
      controllers: [
        { type: 'pci', index: 1, model: 'pci-bridge' },
        { type: 'pci', index: 2, model: 'pci-expander-bus', address: { type: 'pci', bus: 1, slot: 1 } },
      ],
    },
  ],
])('%s', (detail, devices) => {
  const config = domain('pc', devices)
  expect(() => persistentConfig(config)).toThrow(detail)
})

test('to place devices again changes nothing', () => {
  const family = machineFamily('x86_64', 'pc')
  const once = withAddresses({ ...cards(3), ...persistentConfig(domain('pc', {})).devices }, family)
  expect(withAddresses(once, family)).toEqual(once)
})

test.skipIf(!peer('corpus'))('a kept definition, read again, starts what the first one did', () => {
  const changed = cases.flatMap((one) => {
    const { case: name, xml, args } = one
    if (!args) return []
    try {
      const config = parseDomain(corpusFile(xml))
      const kept = parseDomain(formatDomain(persistentConfig(config)))
      const [now, before] = [kept, config].map((each) =>
        effectOf(commandOf(each, pretendedEmulator(one, each))),
      )
      return JSON.stringify(now) === JSON.stringify(before) ? [] : [name]
    } catch (error) {
      if (VirtError.is(error)) return []
      throw error
    }
  })
  expect(changed).toEqual([])
})
