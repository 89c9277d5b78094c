import { setMaxListeners } from 'node:events'

/** What aborts one call. A driver may do many things at once for it: Node would warn of the eleventh that listens. */
export function callController(): AbortController {
  const controller = new AbortController()
  setMaxListeners(Infinity, controller.signal)
  return controller
}
