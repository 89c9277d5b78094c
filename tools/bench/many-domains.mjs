import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open } from '@virt/core'
import { parseXml } from '@virt/core/config'
import { open as openDriver } from './driver.mjs'
import { sideBySide } from './measure.mjs'

const count = 10_000

/** 10,000 defined domains in one file of the test driver: opened, and listed. */
export async function* rows() {
  const directory = await mkdtemp(join(tmpdir(), 'virt-bench-'))
  try {
    const file = join(directory, 'node.xml')
    await writeFile(file, node())
    const uri = `test://${file}`
    yield {
      row: `open ${count} domains / parse the XML alone`,
      ...(await sideBySide(
        async () => {
          const start = performance.now()
          const connection = await open(uri)
          const spent = performance.now() - start
          await connection.close()
          return spent
        },
        async () => void parseXml(await readFile(file, 'utf8')),
        { rounds: 7, warmUp: 1 },
      )),
      goal: { of: 'ours', most: 600 },
    }
    const [connection, driver] = [await open(uri), await openDriver(uri)]
    yield {
      row: `listDomains() of ${count} / bare driver call`,
      ...(await sideBySide(
        async () => void (await connection.listDomains()),
        async () => void (await driver.domains.list({}, {})),
        { rounds: 31, batch: 3 },
      )),
      goal: { of: 'ours', most: 10 },
    }
    await Promise.all([connection.close(), driver.close()])
  } finally {
    await rm(directory, { recursive: true })
  }
}

function node() {
  const domains = Array.from({ length: count }, (_, index) => domain(index))
  return `<node>
  <cpu><mhz>2000</mhz><model>x86_64</model><active>4</active></cpu>
  <memory>8388608</memory>
  ${domains.join('')}
</node>`
}

const domain = (index) => `<domain type='test'>
    <name>domain-${index}</name>
    <uuid>6695eb01-f6a4-8304-79aa-${index.toString(16).padStart(12, '0')}</uuid>
    <memory>131072</memory>
    <vcpu>1</vcpu>
    <os><type>hvm</type></os>
    <devices>
      <disk type='file' device='disk'><source file='/var/lib/disk-${index}.img'/><target dev='vda' bus='virtio'/></disk>
      <interface type='network'><source network='default'/></interface>
    </devices>
  </domain>
`
