import type { Emit } from '@virt/core/driver'
import type { Broadcast } from './broadcast.js'
import type { TestNode } from './test-node.js'

/** One connection's view of a node: what ends with it is kept here. */
export class Session {
  readonly node: TestNode
  /** Milliseconds that each step of a job takes longer. */
  readonly latency: number
  readonly #endings = new Set<() => void>()

  constructor(node: TestNode, latency: number) {
    this.node = node
    this.latency = latency
  }

  subscribe<Event>(broadcast: Broadcast<Event>, emit: Emit<Event>): () => void {
    const stop = broadcast.listen(emit)
    const forget = this.atEnd(stop)
    return () => {
      stop()
      forget()
    }
  }

  /** Do this when the connection closes; the answer takes that back. */
  atEnd(ending: () => void): () => void {
    this.#endings.add(ending)
    return () => void this.#endings.delete(ending)
  }

  end(): void {
    for (const ending of this.#endings) ending()
    this.#endings.clear()
  }
}
