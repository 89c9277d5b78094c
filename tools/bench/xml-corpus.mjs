import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatDomain, parseDomain } from '@virt/core/config'
import { corpus } from '../peers.mjs'
import { sideBySide } from './measure.mjs'
import { inC } from './timing-peer.mjs'

/** Descriptions of domains out of libvirt's own tests, parsed and formatted, by us and by libvirt in C. */
export async function* rows() {
  const folder = join(corpus, 'qemuxml2argv/files')
  if (!existsSync(folder)) return yield { row: 'all', skipped: 'no corpus' }
  const directory = await mkdtemp(join(tmpdir(), 'virt-bench-'))
  const files = readable(folder)
  const peer = inC(directory, 'libvirt-test.c', 'virt', { args: [...files.slice(0, 1), ...files] })
  try {
    if (peer) yield* against(peer, files)
    else yield { row: 'libvirt in C', skipped: 'no gcc, or no libvirt-dev: apt install libvirt-dev gcc' }
  } finally {
    peer?.close()
    await rm(directory, { recursive: true })
  }
}

/** What both accept; libvirt says so first. */
async function* against(peer, files) {
  const accepted = (await peer.ask('try', 1)).trim().split(' ').map(Number)
  const texts = accepted.map((index) => readFileSync(files[index - 1], 'utf8'))
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6
  const rounds = { rounds: 15, warmUp: 4 }
  const row = (name, times, most) => ({
    row: `${texts.length} domains of the corpus ${name} / libvirt in C`,
    ...times,
    note: `${(megabytes / (times.ours.median / 1000)).toFixed(1)} MB/s, libvirt ${(megabytes / (times.bare.median / 1000)).toFixed(1)} MB/s`,
    goal: { of: 'ratio', most },
  })
  const parse = await sideBySide(
    () => void texts.forEach((text) => parseDomain(text)),
    () => peer.time('parse', 1),
    rounds,
  )
  yield row('parsed', parse, 2)
  const both = await sideBySide(
    () => void texts.forEach((text) => formatDomain(parseDomain(text))),
    () => peer.time('parseAndFormat', 1),
    rounds,
  )
  yield row('parsed and formatted', both, 2)
}

/** Those that we do not refuse. */
function readable(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.xml'))
  return files
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => parses(readFileSync(path, 'utf8')))
}

function parses(text) {
  try {
    parseDomain(text)
    return true
  } catch {
    return false
  }
}
