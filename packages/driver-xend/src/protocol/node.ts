import type { NodeInfo } from '@virt/core/driver'
import { kibOf } from '@virt/xen-common'
import type { ConfigVersion } from '../convert/index.js'
import { type Sxp, text } from '../sxp/index.js'
import { integer } from './numbers.js'

/** What does not change while a xend runs. */
export interface XendNode {
  /** `xend_config_format`: 1 for 3.0.2, 2 for 3.0.3, 3 for 3.0.4, 4 since 3.1. */
  readonly configVersion: ConfigVersion
  /** `major * 1,000,000 + minor * 1,000 + release`. */
  readonly version: number
  readonly cpus: number
}

/** Out of `(node ...)`. */
export function nodeOf(sxp: readonly Sxp[]): XendNode {
  const release = /^\.?(\d+)/.exec(text(sxp, 'xen_extra') ?? '')?.[1] ?? '0'
  return {
    configVersion: configVersionOf(sxp),
    version: integer(sxp, 'xen_major') * 1_000_000 + integer(sxp, 'xen_minor') * 1_000 + Number(release),
    cpus: integer(sxp, 'nr_cpus'),
  }
}

/** Absent before 3.0.3; 4 is the last there was. */
function configVersionOf(sxp: readonly Sxp[]): ConfigVersion {
  const format = integer(sxp, 'xend_config_format')
  return ([1, 2, 3] as const).find((version) => format <= version) ?? 4
}

/** `virNodeInfo`; sockets are computed where xend (3.2 and later) does not say them, as libvirt does. */
export function nodeInfoOf(sxp: readonly Sxp[]): NodeInfo {
  const cpus = integer(sxp, 'nr_cpus')
  const cores = integer(sxp, 'cores_per_socket') || 1
  const threads = integer(sxp, 'threads_per_core') || 1
  const nodes = integer(sxp, 'nr_nodes') || 1
  const sockets = integer(sxp, 'sockets_per_node') || Math.floor(cpus / (nodes * cores * threads))
  const whole = nodes * sockets * cores * threads <= cpus && sockets > 0
  return {
    model: text(sxp, 'machine') ?? '',
    memory: kibOf(integer(sxp, 'total_memory')),
    cpus,
    mhz: integer(sxp, 'cpu_mhz'),
    nodes: whole ? nodes : 1,
    sockets: whole ? sockets : Math.max(1, Math.floor(cpus / (cores * threads))),
    cores,
    threads,
  }
}
