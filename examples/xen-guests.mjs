// Watches and controls the guests of a Xen host, as root in its dom0: through the hypervisor and the store, with no daemon.
// node xen-guests.mjs        shows what is there and what happens, until Ctrl-C
// node xen-guests.mjs NAME   takes one guest through what can be done to it, and shuts it down

import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import '@virt/driver-hypervisor'
import '@virt/driver-xenstore'
import { open } from '@virt/core'

const say = (what, ...rest) => console.log(what.padEnd(10), ...rest)
const mebibytes = (kibibytes) => `${Math.round(kibibytes / 1024)} MiB`

const connection = await open('xen:///')
for (const { driver, status, reason } of connection.channels) say('channel', driver, status, reason ?? '')

const version = await connection.version()
const { cpus, memory } = await connection.nodeInfo()
say(
  'connected',
  `Xen ${Math.trunc(version / 1e6)}.${Math.trunc(version / 1e3) % 1e3}, ${cpus} CPUs, ${mebibytes(memory)}`,
)

const events = connection.events()
const guests = await connection.listDomains({ active: true })
const figures = new Map((await connection.domainStats(guests)).map((each) => [each.domain.uuid, each]))
for (const { id, name, uuid, state } of guests) {
  const { balloon, cpu } = figures.get(uuid) ?? {}
  say('guest', id, name, state, mebibytes(balloon?.current ?? 0), `${((cpu?.time ?? 0) / 1e9).toFixed(1)} s`)
}

const [wanted] = process.argv.slice(2)
if (wanted !== undefined) await control(await connection.lookupDomainByName(wanted))

for await (const event of events) {
  if (event.object !== 'domain') continue
  say('event', event.domain.name, event.event ?? event.type, event.detail ?? '')
  if (event.domain.name === wanted && event.event === 'stopped') break
}
await connection.close()

async function control(guest) {
  await guest.suspend()
  say('suspended', (await guest.info()).state)
  await guest.resume()
  say('resumed', (await guest.info()).state)
  await guest.pinVcpu(0, [0])
  const [vcpu] = await guest.vcpus()
  say('pinned', `vcpu ${vcpu.number} to CPU ${vcpu.affinity}`)
  await guest.setSchedulerParameters({ weight: 512 })
  say('scheduler', await guest.schedulerType(), await guest.schedulerParameters())
  const terminal = await guest.openConsole()
  terminal.write('ping\r')
  const heard = await Promise.race([once(terminal, 'data'), setTimeout(2000)])
  say('console', JSON.stringify(String(heard?.[0] ?? '')))
  terminal.destroy()
  await guest.shutdown()
  say('shutdown', 'asked')
}
