import type { Driver, DriverConnection, OpenRequest } from '@virt/core/driver'
import { defaultNode } from './default-node.js'
import { withFaults } from './faults.js'
import { readNode } from './node-file.js'
import { domainOperations } from './operations/domains.js'
import { hostOperations } from './operations/host.js'
import { networkOperations } from './operations/networks.js'
import { snapshots } from './operations/snapshots.js'
import { refusal } from './refusal.js'
import { Session } from './session.js'
import type { TestNode } from './test-node.js'
import { parseOptions, type UriOptions } from './uri-options.js'

const name = 'test'

/** The built-in node, while any connection has it open. */
let shared: { readonly node: TestNode; users: number } | undefined

/**
 * The in-memory hypervisor: `test:///default`, whose connections share one node for as long as any of them is open, and
 * `test:///path/to/node.xml`, with a node of its own for each connection. `?latency=MS` makes every operation slower,
 * `?fail=OPERATION:CODE` makes one fail.
 */
export const driver: Driver = {
  name,
  contract: 1,
  schemes: ['test'],
  open: async (request) => {
    const { uri } = request
    if (uri.host !== undefined || uri.transport !== undefined) {
      request.decline('it serves this host only')
      return undefined
    }
    if (uri.path === '' || uri.path === '/')
      throw refusal('INVALID_ARG', 'testOpen: supply a path or use test:///default')
    const options = parseOptions(uri.query)
    return uri.path === '/default' ? openDefault(options) : openFile(request, options)
  },
}

function openDefault(options: UriOptions): DriverConnection {
  const place = (shared ??= { node: defaultNode(), users: 0 })
  place.users += 1
  return connect(place.node, options, () => {
    place.users -= 1
    if (place.users === 0) shared = undefined
  })
}

async function openFile({ uri, signal }: OpenRequest, options: UriOptions): Promise<DriverConnection> {
  return connect(await readNode(uri.path, signal), options, nothing)
}

const nothing = (): void => undefined

function connect(node: TestNode, options: UriOptions, release: () => void): DriverConnection {
  const session = new Session(node, options.latency)
  return {
    driver: name,
    host: withFaults('host', hostOperations(node.host), options),
    domains: withFaults('domains', domainOperations(session), options),
    networks: withFaults('networks', networkOperations(session), options),
    snapshots: withFaults('snapshots', snapshots(node), options),
    close: async () => {
      session.end()
      release()
    },
  }
}
