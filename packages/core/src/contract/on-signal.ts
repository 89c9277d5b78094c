/**
 * Be told of the abort of somebody's signal; the answer ends it. However many of our calls share a signal, one listener is on it,
 * for Node warns of the eleventh, and none when they are over.
 */
export function onSignal(signal: AbortSignal, told: () => void): () => void {
  const listeners = hubs.get(signal) ?? listen(signal)
  const listener = { told }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0 && hubs.get(signal) === listeners) leave(signal)
  }
}

interface Listener {
  readonly told: () => void
}

const hubs = new WeakMap<AbortSignal, Set<Listener>>()

function listen(signal: AbortSignal): Set<Listener> {
  const listeners = new Set<Listener>()
  hubs.set(signal, listeners)
  signal.addEventListener('abort', tell)
  return listeners
}

function leave(signal: AbortSignal): void {
  hubs.delete(signal)
  signal.removeEventListener('abort', tell)
}

function tell({ target }: Event): void {
  const signal = target as AbortSignal
  const listeners = hubs.get(signal) ?? []
  leave(signal)
  for (const { told } of listeners) told()
}
