import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { DomainConfig } from '@virt/core/config'
import { onTestFinished } from 'vitest'
import { QmpClient } from '../../src/qmp/client.js'

/** The domain with a second monitor, for the test. */
export function withInsight(config: DomainConfig, root: string): DomainConfig {
  const args = ['-qmp', `unix:${join(root, `${config.name}.test`)},server=on,wait=off`]
  return { ...config, qemuCommandline: { args } }
}

export async function insight(name: string, root: string): Promise<QmpClient> {
  const socket = connect(join(root, `${name}.test`))
  await once(socket, 'connect')
  const monitor = await QmpClient.open(socket)
  onTestFinished(() => monitor.close())
  return monitor
}

type Rows = readonly Readonly<Record<string, string>>[]

/** Everything that can be plugged into a QEMU, by name. */
export async function inventory(monitor: QmpClient): Promise<Readonly<Record<string, readonly string[]>>> {
  const [nodes, chardevs, objects, devices] = await Promise.all([
    monitor.execute('query-named-block-nodes'),
    monitor.execute('query-chardev'),
    monitor.execute('qom-list', { path: '/objects' }),
    monitor.execute('qom-list', { path: '/machine/peripheral' }),
  ])
  const names = (rows: unknown, key: string): readonly string[] =>
    (rows as Rows).map((row) => row[key] ?? '').sort()
  return {
    nodes: names(nodes, 'node-name'),
    chardevs: names(chardevs, 'label'),
    objects: names(objects, 'name'),
    devices: names(devices, 'name'),
  }
}
