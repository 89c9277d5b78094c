import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDevice, parseDomain } from '@virt/core/config'
import type { DomainRef } from '@virt/core/driver'
import { describe, expect, it } from 'vitest'
import { linuxDomainXml, readyMarker } from '../../../../tools/guests/index.mjs'
import { peer } from '../../../../tools/peers.mjs'
import { openEngine, until, uuids, type TestEngine } from '../support/engine.js'
import { insight, inventory, withInsight } from '../support/insight.js'
import { agentChannel, askAgent, askAgentOfProcessors } from '../support/linux-agent.js'
import { temporary } from '../support/temporary.js'

const [uuid] = uuids

/** Let a paused guest run until it is ready. */
async function boot({ domains }: TestEngine, domain: DomainRef): Promise<void> {
  const stream = await domains.openConsole(domain, {}, {})
  await domains.resume(domain, {})
  let said = ''
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    said += chunk.toString()
    if (said.includes(readyMarker)) return
  }
}

const before = `<currentMemory unit='MiB'>256</currentMemory><maxMemory slots='4' unit='MiB'>1024</maxMemory>
  <vcpu current='1'>3</vcpu>
  <cpu><numa><cell id='0' cpus='0-2' memory='256' unit='MiB'/></numa></cpu>`

describe.skipIf(!peer('qemu') || !peer('linux-guest'))('a guest that knows of hot-unplugging', () => {
  it(
    'lets go of PCI devices, memory and processors, and QEMU is as before',
    { timeout: 60_000 },
    async () => {
      const root = temporary()
      const engine = await openEngine(root, { releaseTimeout: 30_000 })
      const { domains, events } = engine
      const config = parseDomain(
        linuxDomainXml({ name: 'a', uuid, memory: 256, before, devices: agentChannel }),
      )
      const domain = await domains.create(withInsight(config, root), { paused: true }, {})
      await boot(engine, domain)
      const monitor = await insight('a', root)
      const [had, shown] = [await inventory(monitor), await domains.config(domain, {}, {})]

      const image = join(root, 'disk.img')
      writeFileSync(image, Buffer.alloc(1 << 20))
      const devices = [
        `<disk type='file'><source file='${image}'/><target dev='vda' bus='virtio'/></disk>`,
        "<interface type='user'><mac address='52:54:00:00:00:01'/><model type='virtio'/></interface>",
        "<memory model='dimm'><target><size unit='MiB'>128</size><node>0</node></target></memory>",
      ].map((xml) => parseDevice(xml))
      for (const device of devices) await domains.attachDevice(domain, device, {}, {})
      expect((await domains.info(domain, {})).maxMemory).toBe(384 * 1024)
      for (const device of devices)
        expect(await domains.detachDevice(domain, device, {}, {})).toBe('detached')
      expect(await inventory(monitor)).toEqual(had)
      expect(await domains.config(domain, {}, {})).toEqual(shown)

      await domains.setVcpus(domain, 3, { live: true }, {})
      expect(await domains.vcpus(domain, {})).toHaveLength(3)
      await expect(domains.setVcpus(domain, 4, { live: true }, {})).rejects.toMatchObject({
        code: 'INVALID_ARG',
      })
      await askAgentOfProcessors(domains, domain)
      await domains.setVcpus(domain, 1, { live: true }, {})
      expect(await domains.vcpus(domain, {})).toHaveLength(1)
      expect(await inventory(monitor)).toEqual(had)
      const names = events.flatMap((event) => (event.type.startsWith('device') ? [event] : []))
      expect(names).toHaveLength(6)
    },
  )

  it('may be late, and its agent answers', { timeout: 60_000 }, async () => {
    const root = temporary()
    const engine = await openEngine(root, { releaseTimeout: 1 })
    const { domains, events } = engine
    const config = parseDomain(linuxDomainXml({ name: 'a', uuid, devices: agentChannel }))
    const domain = await domains.create(withInsight(config, root), { paused: true }, {})
    await boot(engine, domain)
    const monitor = await insight('a', root)
    const [had, shown] = [await inventory(monitor), await domains.config(domain, {}, {})]
    const card = parseDevice("<interface type='user'><mac address='52:54:00:00:00:01'/></interface>")
    await domains.attachDevice(domain, card, {}, {})
    await domains.suspend(domain, {})
    expect(await domains.detachDevice(domain, card, {}, {})).toBe('requested')
    await domains.resume(domain, {})
    await until(() => events.some(({ type }) => type === 'deviceRemoved'), 'it is released')
    expect(await inventory(monitor)).toEqual(had)
    expect(await domains.config(domain, {}, {})).toEqual(shown)

    await askAgent(domains, domain, root)
  })
})
