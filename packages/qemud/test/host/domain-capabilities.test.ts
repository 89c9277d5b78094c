import { describe, expect, test } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { Emulators } from '../../src/emulators/emulators.js'
import { domainCapabilities } from '../../src/host/domain-capabilities.js'

describe.skipIf(!peer('qemu'))('domain capabilities', () => {
  const emulators = new Emulators({ kvmDevice: '/dev/null/kvm' })

  test('tell of the machine that was asked for, by its real name', async () => {
    expect(await domainCapabilities(emulators, { arch: 'x86_64', machine: 'q35' })).toMatchObject({
      path: '/usr/bin/qemu-system-x86_64',
      domain: 'qemu',
      machine: 'pc-q35-7.2',
      arch: 'x86_64',
      vcpu: { max: 288 },
      iothreads: { supported: true },
    })
  })

  test('have the CPU models of the emulator, and whether they can be emulated', async () => {
    const { cpu } = await domainCapabilities(emulators, { arch: 'x86_64' })
    const modes = new Map(cpu?.modes?.map((mode) => [mode.name, mode]))
    expect(modes.get('host-passthrough')).toEqual({ name: 'host-passthrough', supported: false })
    expect(modes.get('maximum')?.supported).toBe(true)
    const models = modes.get('custom')?.models ?? []
    expect(models).toContainEqual({ name: 'qemu64', usable: 'yes', vendor: 'unknown' })
    expect(models).toContainEqual({ name: 'Haswell', usable: 'no', vendor: 'unknown' })
  })

  test('have the devices of the emulator', async () => {
    const { devices } = await domainCapabilities(emulators, { arch: 'x86_64' })
    expect(devices?.disk?.enums).toContainEqual({
      name: 'bus',
      values: ['ide', 'fdc', 'scsi', 'virtio', 'usb', 'sata'],
    })
  })

  test.each([
    ['a machine of another emulator', { machine: 'virt' }, 'INVALID_ARG'],
    ['KVM where there is none', { type: 'kvm' as const }, 'INVALID_ARG'],
    ['another hypervisor', { type: 'xen' as const }, 'INVALID_ARG'],
    ['an emulator that is not there', { emulator: '/missing' }, 'SYSTEM_ERROR'],
  ])('refuse %s', async (_, request, code) => {
    await expect(domainCapabilities(emulators, { arch: 'x86_64', ...request })).rejects.toMatchObject({
      code,
    })
  })

  test.skipIf(!peer('foreign-machines'))('tell of other architectures', async () => {
    const { cpu, features, machine } = await domainCapabilities(emulators, { arch: 'aarch64' })
    expect(machine).toBe('virt-7.2')
    expect(features?.gic).toEqual({ supported: true, enums: [{ name: 'version', values: ['2', '3'] }] })
    expect(cpu?.modes?.at(-1)?.models).toContainEqual({
      name: 'cortex-a57',
      usable: 'yes',
      vendor: 'unknown',
    })
  })
})
