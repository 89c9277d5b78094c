import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { open } from '@virt/core'
import { openHypervisor } from '../../packages/driver-hypervisor/src/index.ts'
import { Caller } from '../../packages/driver-hypervisor/src/hypercalls/caller.ts'
import { openDevice } from '../../packages/driver-hypervisor/src/open.ts'
import { libc } from '../../packages/driver-hypervisor/src/privcmd/libc.ts'
import { Privcmd } from '../../packages/driver-hypervisor/src/privcmd/privcmd.ts'
import { XenStoreClient } from '../../packages/driver-xenstore/src/index.ts'
import { sideBySide } from './measure.mjs'

/** What `hypervisor.mjs` runs in dom0, beside twenty guests: each row as a line of JSON. */
const execute = promisify(execFile)
const opens = 10_000

const connection = await open('xen:///')
const hypervisor = await openHypervisor()
const bare = await bareCalls(hypervisor.interface)

const names = () => connection.listDomains({ active: true })
const figures = async () => connection.domainStats(await names(), { cpu: true, balloon: true })

await warmUp()
await compare('20 guests, names and states / xl list', names, xlList, 0.1)
await compare('the same, with times and memory / xl list', figures, xlList, 0.1)
await compare('20 guests, names and states / bare hypercall and store read', names, bare, 2)
await compare('the same, with times and memory / bare hypercall and store read', figures, bare, 2)
tell(await leaks())
process.exit()

function tell(row) {
  console.log(JSON.stringify(row))
}

async function compare(row, ours, other, most) {
  const rounds = other === xlList ? { rounds: 9 } : { rounds: 21, batch: 10 }
  const times = await sideBySide(async () => void (await ours()), other, rounds)
  tell({ row, ...times, goal: { of: 'ratio', most } })
}

/** What is asked again and again is compiled by then: a monitor's case, and in emulation it takes a while. */
async function warmUp() {
  for (let count = 0; count < 1000; count++) await figures()
}

async function xlList() {
  await execute('xl', ['list'])
}

/** One getdomaininfolist and one read, with nothing made of the answers. */
async function bareCalls(spoken) {
  const port = new Privcmd(await libc(), openDevice())
  const caller = new Caller(port, port.allocate(16_384), spoken)
  const store = await XenStoreClient.connect()
  const values = { firstDomain: 0, maxDomains: 100, buffer: caller.dataAddress }
  return async () => {
    caller.call('getdomaininfolist', values)
    await store.read('/local/domain/0/name')
  }
}

async function leaks() {
  await openAndClose(opens / 10)
  const before = usage()
  await openAndClose(opens)
  const after = usage()
  const held = after.handles - before.handles
  const growth = (after.memory - before.memory) / 1024 / 1024
  return {
    row: `${opens} opens and closes: ${held} files and mappings more, and memory`,
    ours: { median: growth, min: growth, max: growth },
    unit: 'MiB',
    goal: { of: 'ours', most: held === 0 ? 8 : -1 },
  }
}

async function openAndClose(times) {
  for (let count = 0; count < times; count++) await (await openHypervisor()).close()
}

function usage() {
  globalThis.gc?.()
  const mappings = readFileSync('/proc/self/maps', 'utf8').split('/dev/xen/').length
  return { handles: readdirSync('/proc/self/fd').length + mappings, memory: process.memoryUsage.rss() }
}
