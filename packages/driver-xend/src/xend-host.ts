import type { Call } from '@virt/core/driver'
import { Definitions } from './definitions.js'
import { Inventory, managedFrom } from './inventory.js'
import { type Node, nodeOf } from './protocol/node.js'
import { Xend } from './protocol/xend.js'
import { Slots } from './transport/slots.js'
import type { Transport } from './transport/transport.js'
import { Watch } from './watch/watch.js'

/** An open xend, with what its operations share. */
export interface XendHost {
  readonly xend: Xend
  readonly node: Node
  readonly readOnly: boolean
  /** Whether it keeps definitions of domains that are off (3.0.4 and later). */
  readonly managed: boolean
  readonly inventory: Inventory
  readonly definitions: Definitions
  readonly watch: Watch
  /** One at a time makes sure that a name and a uuid are free, and takes them. */
  readonly claims: Slots
  readonly transport: Transport
}

export interface XendHostOptions {
  readonly readOnly: boolean
  /** Milliseconds between two looks at all domains while somebody listens. */
  readonly interval: number
}

/** Ask a xend who it is. Nothing is kept open, and nothing has to be closed when this fails but the transport. */
export async function openXendHost(
  transport: Transport,
  options: XendHostOptions,
  call: Call,
): Promise<XendHost> {
  const xend = new Xend(transport, options.readOnly)
  return xendHost(transport, xend, nodeOf(await xend.node(call)), options)
}

/** The same over a xend whose node is known: no I/O. */
export function xendHost(
  transport: Transport,
  xend: Xend,
  node: Node,
  { readOnly, interval }: XendHostOptions,
): XendHost {
  const managed = node.configVersion >= managedFrom
  const inventory = new Inventory(xend, node.configVersion)
  const definitions = new Definitions(managed ? transport.place.definitions : undefined)
  const watch = new Watch(inventory, interval)
  return { xend, node, readOnly, managed, inventory, definitions, watch, transport, claims: new Slots(1) }
}
