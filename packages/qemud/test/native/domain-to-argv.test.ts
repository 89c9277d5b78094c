import type { DomainConfig } from '@virt/core/config'
import { expect, test } from 'vitest'
import { domainToArgv } from '../../src/native/domain-to-argv.js'

const tiny: DomainConfig = {
  type: 'kvm',
  name: "it's",
  uuid: 'c7a5fdbd-edaf-9455-926a-d65c16db1809',
  memory: 32768,
  os: { type: { name: 'hvm', arch: 'sparc64', machine: 'sun4u' }, cmdline: 'a b', kernel: '/k' },
  qemuCommandline: { env: [{ name: 'A', value: 'b c' }] },
}

test('a command line stands one option a line, fit for a shell, for an emulator that is not here too', async () => {
  const lines = (await domainToArgv(tiny)).split(' \\\n')
  expect(lines.slice(0, 5)).toEqual([
    "A='b c'",
    '/usr/bin/qemu-system-sparc64',
    "-name 'guest=it'\\''s,debug-threads=on'",
    '-S',
    '-machine sun4u,usb=off,dump-guest-core=off',
  ])
  expect(lines).toContain("-append 'a b'")
  expect(lines.at(-1)).toBe('-msg timestamp=on\n')
})

test.each([
  [
    'CONFIG_UNSUPPORTED',
    { devices: { disks: [{ type: 'volume', device: 'disk', target: { dev: 'vda' } }] } },
  ],
  ['INVALID_ARG', { type: 'xen' }],
] as const)('what cannot be is refused: %s', async (code, change) => {
  await expect(domainToArgv({ ...tiny, ...(change as Partial<DomainConfig>) })).rejects.toMatchObject({
    code,
  })
})
