import { Definitions } from './definitions.js'
import { Inventory, managedFrom } from './inventory.js'
import type { XendNode } from './protocol/node.js'
import { Xend } from './protocol/xend.js'
import { Slots } from './transport/slots.js'
import type { Transport } from './transport/transport.js'
import { Watch } from './watch/watch.js'

/** An open xend, with what its operations share. */
export interface XendHost {
  readonly xend: Xend
  readonly node: XendNode
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

export interface XendOptions {
  readonly readOnly: boolean
  /** Milliseconds between two looks at all domains while somebody listens to events. */
  readonly interval: number
}

/** Over a xend whose node is known: no I/O. */
export function xendHost(
  transport: Transport,
  node: XendNode,
  { readOnly, interval }: XendOptions,
): XendHost {
  const xend = new Xend(transport, readOnly)
  const managed = node.configVersion >= managedFrom
  const inventory = new Inventory(xend, node.configVersion)
  const definitions = new Definitions(managed ? transport.place.definitions : undefined)
  const watch = new Watch(inventory, interval)
  return { xend, node, readOnly, managed, inventory, definitions, watch, transport, claims: new Slots(1) }
}
