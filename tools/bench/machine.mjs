import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'

const programs = [
  ['qemu-system-x86_64', '--version'],
  ['libvirtd', '--version'],
  ['/usr/bin/python3', '--version'],
]

/** Where the figures are from: processors, memory, versions, and how much else the machine does. */
export function machine() {
  const [{ model }] = cpus()
  const kernel = readFileSync('/proc/sys/kernel/osrelease', 'latin1').trim()
  const parts = [
    `${cpus().length} CPUs (${model.trim()})`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `Linux ${kernel}`,
    `Node ${process.versions.node}`,
    ...programs.flatMap(([program, argument]) => versionOf(program, argument)),
    `load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(', ')} at the start`,
  ]
  return parts.join('; ')
}

function versionOf(program, argument) {
  try {
    const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }
    return [execFileSync(program, [argument], options).split('\n')[0].trim()]
  } catch {
    return []
  }
}
