import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { nanoDomainXml } from '../guests/index.mjs'

/** What is around a guest of either daemon, as the kernel says: words for a table. Starts one of each, and ends them. */
export async function confinement({ connection, libvirt, run, libvirtRun }) {
  const domain = await connection.createDomain(nanoDomainXml({ name: 'ours' }))
  await libvirt.ask('create', nanoDomainXml({ name: 'theirs' }))
  const theirs = Number(readFileSync(join(libvirtRun, 'qemu/theirs.pid'), 'latin1'))
  const words = `ours: ${confinementOf(recordedPid(join(run, 'runtime/virt/qemu')))}; libvirt's: ${confinementOf(theirs)}`
  await domain.destroy()
  await libvirt.ask('destroy', 'theirs')
  return words
}

/** Of the only guest whose state is written down there. */
function recordedPid(directory) {
  const record = readdirSync(directory).find((name) => name.endsWith('.json'))
  return JSON.parse(readFileSync(join(directory, record), 'utf8')).process.pid
}

function confinementOf(pid) {
  const words = {
    seccomp: /^Seccomp:\s*2$/m.test(readFileSync(`/proc/${pid}/status`, 'latin1')),
    'mount namespace': readlinkSync(`/proc/${pid}/ns/mnt`) !== readlinkSync('/proc/self/ns/mnt'),
    cgroup: readFileSync(`/proc/${pid}/cgroup`, 'latin1') !== readFileSync('/proc/self/cgroup', 'latin1'),
  }
  return Object.entries(words)
    .map(([word, on]) => `${word} ${on ? 'on' : 'off'}`)
    .join(', ')
}
