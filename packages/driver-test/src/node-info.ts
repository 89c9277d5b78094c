import type { XmlElement } from '@virt/core/config'
import type { NodeInfo } from '@virt/core/driver'
import { refusal } from './refusal.js'
import { defaultNodeInfo } from './test-host.js'
import { textAt } from './xml-walk.js'

/** The host of a node file; what it does not say is as on the built-in node. */
export function parseNodeInfo(node: XmlElement): NodeInfo {
  const cpu = (name: 'nodes' | 'sockets' | 'cores' | 'threads', least = 1): number =>
    count(textAt(node, 'cpu', name), `cpu ${name}`, least) ?? defaultNodeInfo[name]
  const nodes = cpu('nodes')
  const sockets = cpu('sockets')
  const cores = cpu('cores')
  const threads = cpu('threads')
  const all = nodes * sockets * cores * threads
  return {
    model: textAt(node, 'cpu', 'model') || defaultNodeInfo.model,
    memory: count(textAt(node, 'memory'), 'memory', 0) ?? defaultNodeInfo.memory,
    cpus: Math.min(all, count(textAt(node, 'cpu', 'active'), 'cpu active', 1) ?? all),
    mhz: count(textAt(node, 'cpu', 'mhz'), 'cpu mhz', 0) ?? defaultNodeInfo.mhz,
    nodes,
    sockets,
    cores,
    threads,
  }
}

function count(text: string | undefined, name: string, least: number): number | undefined {
  if (text === undefined || text === '') return undefined
  const value = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least)
    throw refusal('XML_ERROR', `invalid node ${name} value`)
  return value
}
