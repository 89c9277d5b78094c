import type { DevicesConfig } from '@virt/core/config'
import { expect, test } from 'vitest'
import { buildCommand } from '../../src/command-line/build.js'
import { emulator } from './emulator-fixture.js'

const target = { dev: 'vda', bus: 'virtio' } as const
const remote = { protocol: 'ssh', tls: true, name: 'a', hosts: [{ name: 'a' }] } as const
const backingStore = {
  type: 'network',
  format: { type: 'raw' },
  source: remote,
  backingStore: {},
} as const

test.each<[string, DevicesConfig]>([
  [
    "TLS is not supported for protocol 'ssh'",
    { disks: [{ type: 'file', device: 'disk', source: { file: '/a' }, backingStore, target }] },
  ],
  [
    "TLS is not supported for chardev 'unix'",
    { serials: [{ type: 'unix', sources: [{ mode: 'bind', path: '/s', tls: true }] }] },
  ],
  [
    "startupPolicy is not supported for disks of type 'network'",
    {
      disks: [
        {
          type: 'network',
          device: 'disk',
          source: { ...remote, tls: false, startupPolicy: 'optional' },
          target,
        },
      ],
    },
  ],
])('refused, never dropped: %s', (detail, devices) => {
  const os = { type: { name: 'hvm', arch: 'x86_64', machine: 'pc' } } as const
  const context = { emulator, kvm: false, monitor: '/monitor', now: 0 }
  expect(() => buildCommand({ type: 'qemu', name: 'd', memory: 32768, os, devices }, context)).toThrow(
    expect.objectContaining({ code: 'CONFIG_UNSUPPORTED', detail }),
  )
})
