import { defaultRegistry, parseUri } from '@virt/core/driver'
import '@virt/driver-test'

/** A connection of the driver itself, without front-end. */
export async function open(text, registry = defaultRegistry) {
  const uri = parseUri(text)
  const [driver] = registry.forScheme(uri.scheme)
  return driver.open({ uri, readOnly: false, decline: () => undefined })
}
