import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DomainConfig } from '@virt/core/config'
import type { DomainRef } from '@virt/core/driver'
import type { QmpClient } from '../../src/qmp/client.js'
import { nano, openEngine, uuids, type TestEngine } from './engine.js'
import { insight, withInsight } from './insight.js'
import { temporary } from './temporary.js'

/** A defined domain that runs, for what can be done to it then. */
export interface Machine extends TestEngine {
  readonly root: string
  readonly domain: DomainRef
  /** The test's own monitor. */
  readonly monitor: QmpClient
  /** The path of an image of that name. */
  readonly image: (name: string) => string
}

const [uuid] = uuids

/** With a controller for everything that is plugged in. */
export const controllers = `<controller type='usb' index='0' model='qemu-xhci' ports='8'/>
  <controller type='scsi' index='0' model='virtio-scsi'/>
  <controller type='virtio-serial' index='0'/>`

export async function machine(
  devices: (image: Machine['image']) => string = () => controllers,
  change: (config: DomainConfig) => DomainConfig = (config) => config,
): Promise<Machine> {
  const root = temporary()
  const image = (name: string): string => {
    const path = join(root, name)
    writeFileSync(path, Buffer.alloc(1 << 20))
    return path
  }
  const engine = await openEngine(root, { releaseTimeout: 300 })
  const config = withInsight(change(nano({ name: 'a', uuid, devices: devices(image) })), root)
  const domain = await engine.domains.start(await engine.domains.define(config, {}), {}, {})
  return { ...engine, root, domain, image, monitor: await insight('a', root) }
}
