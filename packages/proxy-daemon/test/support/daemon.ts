import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { logOf } from '../../src/log.js'
import { ProxyDaemon, type ProxyDaemonOptions } from '../../src/proxy-daemon.js'
import { CountingDriver } from './counting-driver.js'
import { temporary } from './temporary.js'

export interface Running {
  readonly daemon: ProxyDaemon
  readonly upstream: CountingDriver
  readonly socket: string
}

/** A daemon in this process in front of a driver that counts, until the test ends. */
export async function running(options: Partial<ProxyDaemonOptions> = {}): Promise<Running> {
  const upstream = new CountingDriver()
  const socket = options.socket ?? join(temporary(), 'virt/proxy.sock')
  const daemon = await ProxyDaemon.start({
    uri: 'counting:///',
    registry: upstream.registry(),
    socket,
    log: logOf('error'),
    ...options,
  })
  onTestFinished(() => daemon.close())
  return { daemon, upstream, socket }
}
