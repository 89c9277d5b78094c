import type { DomainOperations } from '@virt/core/driver'
import { checkActive } from '../affect.js'
import { refusal } from '../transport/failure.js'
import type { XendHost } from '../xend-host.js'

/** As libvirt took it: a host, with the port of its xend's relocation server or without, bare or as `xenmigr://HOST:PORT/`. */
const shape = /^(?:xenmigr:\/\/)?([\w.-]+|\[[\da-f:.]+\])(?::(\d{1,5}))?\/?$/i

/** The two daemons speak with each other. Parameters are those of all versions: each ignores what it does not know. */
export function migrateOperation({ xend, inventory, watch }: XendHost): Pick<DomainOperations, 'migrate'> {
  return {
    async migrate(domain, destination, { live }, call) {
      const { host, port } = placeOf(destination)
      const { facts, reference } = await inventory.find(domain, call)
      checkActive(facts)
      const parameters = {
        destination: host,
        live: live ? 1 : 0,
        port,
        node: -1,
        ssl: 0,
        change_home_server: 0,
        resource: 0,
      }
      await watch.during({ domain, cause: 'migrate' }, () =>
        xend.operate(reference, 'migrate', parameters, call),
      )
    },
  }
}

/** Port 0 is the one that the xend of this host was configured with. */
function placeOf(destination: string): { readonly host: string; readonly port: number } {
  const [, host, port = '0'] = shape.exec(destination) ?? []
  if (host === undefined || Number(port) > 65535)
    throw refusal('INVALID_ARG', `'${destination}' is no HOST, HOST:PORT or xenmigr://HOST:PORT/`)
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
}
