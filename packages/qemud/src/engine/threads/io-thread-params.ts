import { withIoThreadPool, type DomainConfig } from '@virt/core/config'
import type { Call, IoThreadParams } from '@virt/core/driver'
import { checkParameters, wrong } from '../../hotplug/parameters.js'
import { unsupported } from '../../hotplug/refusals.js'
import type { Guest } from '../guest.js'
import type { IoThreadChange } from './io-threads.js'

const polling = ['poll_max_ns', 'poll_grow', 'poll_shrink']
const pool = ['thread_pool_min', 'thread_pool_max']
const mostFactor = 2_147_483_647

/** Another way of work for one I/O thread. */
export function tuning(id: number, params: IoThreadParams): IoThreadChange {
  return {
    live: (guest, call) => tell(guest, id, params, call),
    written: (config, live) => {
      checkParameters(params, [...polling, ...pool])
      for (const name of ['poll_grow', 'poll_shrink']) checkFactor(name, params[name])
      if (!live && polling.some((name) => params[name] !== undefined))
        throw unsupported('configuring persistent polling values is not supported')
      return withPool(config, id, params)
    },
  }
}

function withPool(
  config: DomainConfig,
  id: number,
  { thread_pool_min: least, thread_pool_max: most }: IoThreadParams,
): DomainConfig {
  const changed = withIoThreadPool(config, id, {
    ...(least !== undefined && { threadPoolMin: least }),
    ...(most !== undefined && { threadPoolMax: most }),
  })
  const { threadPoolMin = 0, threadPoolMax = Infinity } =
    changed.iothreadIds?.find((each) => each.id === id) ?? {}
  if (threadPoolMin > threadPoolMax)
    throw wrong(`thread_pool_min (${threadPoolMin}) can't be greater than thread_pool_max (${threadPoolMax})`)
  return changed
}

function checkFactor(name: string, value = 0): void {
  if (value > mostFactor)
    throw wrong(`${name.replace('_', '-')} (${value}) must be less than or equal to ${mostFactor}`)
}

/** QEMU refuses a pool whose least is above its most, also between two changes: the one that makes room comes first. */
async function tell({ monitor }: Guest, id: number, params: IoThreadParams, { signal }: Call): Promise<void> {
  const path = `/objects/iothread${id}`
  const most = await monitor.execute('qom-get', { path, property: 'thread-pool-max' }, { signal })
  const names = Object.keys(params).sort()
  if ((params.thread_pool_max ?? Infinity) < Number(most)) names.reverse()
  for (const name of names) {
    const property = name.replaceAll('_', '-')
    await monitor.execute('qom-set', { path, property, value: params[name] }, { signal })
  }
}
