import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open } from '@virt/core'
import { peer } from '../peers.mjs'
import { guestDirectories } from './directories.mjs'
import { confinement } from './confinement.mjs'
import { calls } from './libvirt-calls.mjs'
import { durability, inactive } from './libvirt-inactive.mjs'
import { manyGuests } from './libvirt-many-guests.mjs'
import { life } from './libvirt-life.mjs'
import { howToGet, missing, startLibvirt } from './libvirt-peer.mjs'
import { startDaemon } from './qemu-daemon.mjs'

/** What is compared, each with daemons of its own that begin empty. */
const parts = { life, calls, guests: manyGuests, inactive, durability }

/** QEMU through our daemon against QEMU through libvirtd and its Python client: the same guest, the same calls, in turns. */
export async function* rowsOf(part) {
  const lacks = peer('qemu') ? missing() : 'no qemu-system-x86_64'
  if (lacks) return yield { row: 'all', skipped: `${lacks}: ${howToGet}` }
  await import('@virt/driver-qemu')
  const { disk, memory, end } = guestDirectories()
  const files = part === 'durability' ? join(memory, 'files') : disk
  try {
    for await (const row of withBoth(files, memory, parts[part])) yield named(row)
  } finally {
    end()
  }
}

const named = ({ against = "libvirt's", ...row }) => ({ ...row, row: `${row.row}, ours / ${against}` })

/** Two daemons that keep what outlives the host in `files`, and what they know of running guests in `run`. */
async function* withBoth(files, run, measure) {
  const libvirtRun = join(run, 'libvirt')
  const cache = join(tmpdir(), `virt-bench-libvirt-${process.getuid()}`)
  const libvirt = await startLibvirt({ files: join(files, 'libvirt'), run: libvirtRun, cache })
  const daemon = await startDaemon(files, { run })
  const connection = await open(`qemu:///session?socket=${daemon.socket}`)
  try {
    const sides = { connection, libvirt, daemon, run, libvirtRun }
    const note = await confinement(sides)
    for await (const row of measure(sides)) yield { ...row, note }
  } finally {
    await connection.close()
    libvirt.end()
    await daemon.end()
  }
}
