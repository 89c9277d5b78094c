import { readFileSync } from 'node:fs'
import { nanoDomainXml } from '../guests/index.mjs'
import { sideBySide, spread, timed, warm } from './measure.mjs'

const count = 30

/** Thirty guests at once, and what they cost the daemons. */
export async function* manyGuests({ connection, libvirt, daemon }) {
  const names = Array.from({ length: count }, (_, index) => `guest${index}`)
  const xmls = names.map((name) => nanoDomainXml({ name }))
  const idle = { ours: memory(daemon.pid), theirs: await libvirt.ask('memory') }
  const startAll = () => Promise.all(xmls.map((xml) => connection.createDomain(xml)))
  const destroyAll = async () => {
    const domains = await connection.listDomains({ active: true })
    await Promise.all(domains.map((domain) => domain.destroy()))
  }
  yield {
    row: `${count} guests started at once`,
    ...(await sideBySide(
      async () => {
        const spent = await timed(startAll)
        await destroyAll()
        return spent
      },
      async () => {
        const spent = await libvirt.ask('createAll', xmls)
        await libvirt.ask('destroyAll')
        return spent
      },
      { rounds: 3, warmUp: 0 },
    )),
    goal: { of: 'ratio', most: 0.5 },
  }
  await startAll()
  await libvirt.ask('createAll', xmls)
  await warm(() => connection.domainStats(), { count: 50 })
  yield {
    row: `all stats of ${count} running guests`,
    ...(await sideBySide(
      () => timed(() => connection.domainStats()),
      () => libvirt.ask('stats'),
      { rounds: 25, warmUp: 3 },
    )),
    goal: { of: 'ratio', most: 0.2 },
  }
  yield* memories(idle, { ours: memory(daemon.pid), theirs: await libvirt.ask('memory') })
  await destroyAll()
  await libvirt.ask('destroyAll')
}

function* memories(idle, full) {
  const row = (name, ours, theirs, most) => ({
    row: name,
    unit: 'MiB',
    ours: spread([ours]),
    bare: spread([theirs]),
    ...(most && { goal: { of: 'ours', most } }),
  })
  yield row('memory of the idle daemon', idle.ours, idle.theirs, 90)
  yield row(`memory of the daemon with ${count} guests`, full.ours, full.theirs)
  const more = (which) => (full[which] - idle[which]) / count
  yield row('memory for each guest more', more('ours'), more('theirs'), 1)
}

/** MiB. */
function memory(pid) {
  return Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024
}
