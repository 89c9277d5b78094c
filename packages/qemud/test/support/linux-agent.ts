import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDevice } from '@virt/core/config'
import type { DomainRef } from '@virt/core/driver'
import { expect } from 'vitest'
import { linuxGuest } from '../../../../tools/guests/index.mjs'
import { until, type TestEngine } from './engine.js'

/** For the Linux guest, which starts its agent when it finds this. */
export const agentChannel = `<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>`

type Domains = TestEngine['domains']

/** What the real agent in a Linux guest tells, and what it can be told. The guest is off afterwards. */
export async function askAgent(domains: Domains, domain: DomainRef, root: string): Promise<void> {
  expect(await domains.hostname(domain, {}, {})).toBe('linux')
  const info = await domains.guestInfo(domain, { hostname: true, os: true }, {})
  expect(info).toMatchObject({ hostname: 'linux', os: { machine: 'x86_64' } })
  await clock(domains, domain)
  await keys(domains, domain)
  await fileSystems(domains, domain, root)
  await domains.shutdown(domain, { modes: ['agent'] }, {})
  await until(async () => (await domains.list({}, {})).length === 0, 'it has turned itself off')
}

/** The same of the processors of a guest that has just got its second and third. */
export async function askAgentOfProcessors(domains: Domains, domain: DomainRef): Promise<void> {
  const knows = async (): Promise<boolean> => (await domains.guestVcpus(domain, {})).vcpus.length === 3
  await until(knows, 'the guest knows of its new processors')
  await domains.setGuestVcpus(domain, [1, 2], true, {})
  expect((await domains.guestVcpus(domain, {})).online).toEqual([0, 1, 2])
  await domains.setGuestVcpus(domain, [1], false, {})
  const now = { vcpus: [0, 1, 2], online: [0, 2], offlinable: [1, 2] }
  expect(await domains.guestVcpus(domain, {})).toEqual(now)
  const without = (vcpus: number[]): unknown => domains.setGuestVcpus(domain, vcpus, false, {})
  await expect(without([0])).rejects.toThrow("vCPU '0' is not offlinable")
  await expect(without([3, 4])).rejects.toThrow("guest is missing vCPUs '3-4'")
}

async function clock(domains: Domains, domain: DomainRef): Promise<void> {
  const then = Date.UTC(2001, 0, 1)
  await domains.setTime(domain, then, {})
  const time = await domains.time(domain, {})
  expect(time).toBeGreaterThanOrEqual(then)
  expect(time).toBeLessThan(then + 3_600_000)
}

async function keys(domains: Domains, domain: DomainRef): Promise<void> {
  const change = (added: string[], flags: object): Promise<void> =>
    domains.setAuthorizedSshKeys(domain, 'root', added, flags, {})
  await change(['ssh-ed25519 AAAA one', 'ssh-ed25519 AAAA two'], {})
  await change(['ssh-ed25519 AAAA one'], { remove: true })
  expect(await domains.authorizedSshKeys(domain, 'root', {})).toEqual(['ssh-ed25519 AAAA two'])
  await change([], { reset: true })
  expect(await domains.authorizedSshKeys(domain, 'root', {})).toEqual([])
  await expect(domains.authorizedSshKeys(domain, 'nobody', {})).rejects.toMatchObject({
    code: 'OPERATION_FAILED',
  })
}

async function fileSystems(domains: Domains, domain: DomainRef, root: string): Promise<void> {
  const image = join(root, 'files.img')
  copyFileSync(linuxGuest().disk, image)
  const disk = `<disk type='file'><source file='${image}'/><target dev='vdb' bus='virtio'/></disk>`
  await domains.attachDevice(domain, parseDevice(disk), {}, {})
  const shell = await domains.openConsole(domain, {}, {})
  shell.write('until mount /dev/vda /mnt; do sleep 0.1; done\n')
  await until(async () => (await domains.fsInfo(domain, {})).length > 0, 'the disk is mounted')
  shell.destroy()
  expect(await domains.fsInfo(domain, {})).toEqual([
    { mountPoint: '/mnt', name: 'vda', type: 'ext4', disks: ['vdb'] },
  ])
  const { filesystems, disks } = await domains.guestInfo(domain, { filesystems: true, disks: true }, {})
  expect(filesystems?.[0]?.disks).toMatchObject([{ alias: 'vdb', device: '/dev/vda' }])
  expect(disks).toContainEqual(expect.objectContaining({ name: '/dev/vda', partition: false, alias: 'vdb' }))
  expect(await domains.fsFreeze(domain, ['/mnt'], {})).toBe(1)
  expect(await domains.fsThaw(domain, {})).toBe(1)
  await domains.fsTrim(domain, {}, {})
}
