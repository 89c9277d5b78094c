import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open, openReadOnly } from '@virt/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { nanoDomainXml, readyMarker } from '../../../tools/guests/index.mjs'
import { peer } from '../../../tools/peers.mjs'
import '../src/index.js'
import { until } from './support.js'

function ownRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'virt-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  return root
}

describe.skipIf(!peer('qemu'))('qemu:///embed', () => {
  it('is the whole life of a domain in one process', async () => {
    await using connection = await open(`qemu:///embed?root=${ownRoot()}`)
    expect(await connection.type()).toBe('QEMU')
    const seen: string[] = []
    await connection.on('domain', (event) => {
      if (event.type === 'lifecycle') seen.push(`${event.event} ${event.detail}`)
    })
    const domain = await connection.defineDomain(nanoDomainXml({ name: 'nano' }))
    await domain.start({ paused: true })
    const console = await domain.openConsole()
    let said = ''
    console.on('data', (chunk: Buffer) => (said += chunk.toString()))
    await domain.resume()
    await until(() => said.includes(readyMarker), 'the guest is ready')
    expect(await domain.info()).toMatchObject({ state: 'running', maxMemory: 32768, vcpus: 1 })
    expect(await domain.xml()).toContain("<alias name='serial0'/>")
    await domain.shutdown()
    await until(() => seen.includes('stopped shutdown'), 'the guest is off')
    await domain.undefine()
    expect(await connection.listDomains()).toEqual([])
  })

  it('is shared by the connections of one process, and free when the last is closed', async () => {
    const root = ownRoot()
    const first = await open(`qemu:///embed?root=${root}`)
    const second = await openReadOnly(`qemu:///embed?root=${root}`)
    const domain = await first.defineDomain(nanoDomainXml({ name: 'nano' }))
    await first.close()
    const found = await second.lookupDomainByName('nano')
    expect(found.uuid).toBe(domain.uuid)
    await expect(found.start()).rejects.toMatchObject({ code: 'OPERATION_DENIED' })
    await second.close()
    expect(readdirSync(join(root, 'run/lock'))).toEqual([])
    await using third = await open(`qemu:///embed?root=${root}`)
    expect(await third.listDomains()).toHaveLength(1)
  })
})

describe('a URI that makes no sense', () => {
  it.each([
    ['qemu:///embed', 'qemu:///embed needs a directory: qemu:///embed?root=DIRECTORY'],
    ['qemu:///embed?root=relative', "root must be an absolute path, not 'relative'"],
    ['qemu:///embed?root=/x&mode=y', "unknown parameter 'mode' in the URI 'qemu:///embed?root=/x&mode=y'"],
    ['qemu:///', 'no QEMU URI path given, try qemu:///system'],
    ['qemu:///nonsense', "unexpected QEMU URI path '/nonsense', try qemu:///system"],
    ['qemu:///system?root=/x', "unknown parameter 'root' in the URI 'qemu:///system?root=/x'"],
  ])('%s is refused', async (uri, detail) => {
    await expect(open(uri)).rejects.toMatchObject({ code: 'INVALID_ARG', detail })
  })

  it('of another host is refused', async () => {
    await expect(open('qemu+ssh://host/system')).rejects.toMatchObject({ code: 'NO_CONNECT' })
  })
})

describe('qemu:///system', () => {
  it('says how to start the daemon when there is none', async () => {
    await expect(open('qemu:///system?socket=/nowhere/qemud-sock')).rejects.toMatchObject({
      code: 'NO_CONNECT',
      message: expect.stringContaining("start one with 'virt-qemud --system' as root") as string,
    })
  })
})
