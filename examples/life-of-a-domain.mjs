// The whole life of a virtual machine, in the same lines on every hypervisor: defined, started, observed, stopped.
// VIRT_DEFAULT_URI chooses one; else QEMU where it is installed, else the in-memory test hypervisor.

import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import '@virt/driver-qemu'
import '@virt/driver-test'
import { open, VirtError } from '@virt/core'
import { nanoDomainXml } from '../tools/guests/index.mjs'

const say = (what, ...rest) => console.log(what.padEnd(10), ...rest)

const onThisHost = (error) => {
  if (!VirtError.is(error) || error.code !== 'NO_CONNECT' || process.env.VIRT_DEFAULT_URI) throw error
  say('no QEMU', 'on this machine (Debian: apt install qemu-system-x86); the in-memory hypervisor stands in')
  return open('test:///default')
}

const connection = await open().catch(onThisHost)
const type = await connection.type()
say(
  'connected',
  `${connection.uri}: ${type}, version ${await connection.version()}, on ${await connection.hostname()}`,
)

const name = 'virt-first-steps'
const uuid = 'f1257573-0000-4000-8000-7669727421aa'
const old = await connection.lookupDomainByUuid(uuid).catch(() => undefined)
await old?.destroy().catch(() => undefined)
await old?.undefine().catch(() => undefined)

const events = connection.events()
const domain = await connection.defineDomain(nanoDomainXml({ name, uuid, type: type.toLowerCase() }))
say('defined', domain.name, domain.uuid)

const began = performance.now()
await domain.start()
const { state, reason, maxMemory, vcpus } = await domain.info()
say(
  'started',
  `id ${domain.id} in ${(performance.now() - began).toFixed(0)} ms: ${state} (${reason}), ${maxMemory} KiB, ${vcpus} vcpu`,
)

const guest = await domain.openConsole()
const lines = createInterface({ input: guest.on('error', () => undefined) })
const answered = new Promise((resolve) => {
  lines.on('line', (line) => {
    say('console', line)
    if (/pong|ping/.test(line)) resolve()
  })
})
guest.write('ping\r\n')
await Promise.race([answered, setTimeout(2000)]) // QEMU looks for a new reader of a pty once a second
await setTimeout(20)

await domain.suspend()
say('suspended', (await domain.info()).state)
await domain.resume()
say('resumed', (await domain.info()).state)

await domain.shutdown()
for await (const event of events) {
  if (event.object === 'domain' && event.domain.uuid === uuid)
    say('event', event.event ?? event.type, event.detail ?? '')
  if (event.event === 'stopped') break
}
await domain.undefine()
say('undefined', `${(await connection.listDomains()).filter((each) => each.uuid === uuid).length} of it left`)
await connection.close()
