import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { openEngine, uuids } from '../support/engine.js'
import { inventory } from '../support/insight.js'
import { machine } from '../support/machine.js'

it.skipIf(!peer('qemu'))(
  'an engine that comes back puts the medium in that its predecessor was changing to, and closes the old one',
  async () => {
    const drive = (path: string): string =>
      `<disk type='file' device='cdrom'><source file='${path}'/><target dev='sda' bus='sata'/><readonly/></disk>`
    const { root, engine, monitor, image } = await machine((make) => drive(make('one')))
    const two = image('two')
    const { nodes } = await inventory(monitor)
    await engine.close()
    const path = join(root, 'run', `${uuids[0]}.json`)
    const told = readFileSync(path, 'utf8')
    const begun = told.replace(/<source file='[^']*one' index='1'\/>/, `<source file='${two}' index='2'/>`)
    expect(begun).not.toBe(told)
    writeFileSync(path, begun)
    const { warnings } = await openEngine(root)
    expect(await monitor.execute('query-block')).toMatchObject([{ inserted: { file: two } }])
    const renumbered = nodes?.map((node) => node.replace('libvirt-1-', 'libvirt-2-'))
    expect([(await inventory(monitor)).nodes, warnings]).toEqual([renumbered, []])
  },
)
