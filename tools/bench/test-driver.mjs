import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open } from '@virt/core'
import '@virt/driver-test'
import { sideBySide } from './measure.mjs'
import { inC, inPython } from './timing-peer.mjs'

const uri = 'test:///default'

const description = `<domain type='test'>
  <name>passing</name>
  <memory unit='KiB'>131072</memory>
  <vcpu>1</vcpu>
  <os><type>hvm</type></os>
  <devices>
    <disk type='file' device='disk'>
      <source file='/var/lib/libvirt/images/passing.img'/>
      <target dev='vda' bus='virtio'/>
    </disk>
    <interface type='network'><source network='default'/></interface>
  </devices>
</domain>
`

/** How often each is done in one round: for about a millisecond, so that few rounds are disturbed. */
const counts = { open: 2, list: 400, info: 400, xml: 40, define: 8, create: 8 }

/** Calls of `test:///default` in this process, and libvirt's in theirs: one in C, one in Python. */
export async function* rows() {
  const directory = await mkdtemp(join(tmpdir(), 'virt-bench-'))
  const file = join(directory, 'domain.xml')
  await writeFile(file, description)
  const peers = {
    'python3-libvirt': inPython('libvirt-test.py', 'libvirt', [file]),
    'libvirt in C': inC(directory, 'libvirt-test.c', 'virt', { args: [file] }),
  }
  try {
    for (const [name, peer] of Object.entries(peers))
      if (peer) yield* against(name, peer)
      else yield { row: name, skipped: `no ${name}: apt install python3-libvirt libvirt-dev gcc` }
  } finally {
    for (const peer of Object.values(peers)) peer?.close()
    await rm(directory, { recursive: true })
  }
}

async function* against(name, peer) {
  const connection = await open(uri)
  const works = await ours(connection)
  for (const [what, count] of Object.entries(counts)) {
    const figures = await sideBySide(
      () => perCall(works[what], count),
      async () => (await peer.time(what, count)) / count,
      { rounds: 101, warmUp: 60 },
    )
    yield {
      row: `${names[what]} of ${uri} / ${name}`,
      ...figures,
      ...(name === 'python3-libvirt' && { goal: { of: 'ratio', most: 1 } }),
    }
  }
  await connection.close()
}

const names = {
  open: 'open and close',
  list: 'list',
  info: 'info',
  xml: 'XML',
  define: 'define and undefine',
  create: 'create and destroy',
}

async function ours(connection) {
  const [domain] = await connection.listDomains()
  return {
    open: async () => (await open(uri)).close(),
    list: () => connection.listDomains(),
    info: () => domain.info(),
    xml: () => domain.xml(),
    define: async () => (await connection.defineDomain(description)).undefine(),
    create: async () => (await connection.createDomain(description)).destroy(),
  }
}

async function perCall(work, count) {
  const start = performance.now()
  for (let index = 0; index < count; index++) await work()
  return (performance.now() - start) / count
}
