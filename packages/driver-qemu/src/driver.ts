import { VirtError, type Driver, type DriverConnection, type OpenRequest } from '@virt/core/driver'
import { openEmbedded } from './embed.js'
import { qemuArgv } from './native-format.js'
import { probe } from './probe.js'
import { openSession } from './session.js'
import { openSystem } from './system.js'

/**
 * - `qemu:///session`: the daemon of this user, which is started when it does not run;
 * - `qemu:///system`: the daemon of this host;
 * - `qemu:///embed?root=DIRECTORY`: an engine in this process, with everything it keeps under an absolute directory.
 *
 * The first two take `?socket=PATH` for a daemon that listens elsewhere.
 */
export const driver: Driver = {
  name: 'qemu',
  contract: 1,
  schemes: ['qemu'],
  formats: { 'qemu-argv': qemuArgv },
  probe,
  open,
}

interface Place {
  readonly parameters: readonly string[]
  readonly open: (request: OpenRequest) => Promise<DriverConnection>
}

const places: Readonly<Record<string, Place>> = {
  '/session': { parameters: ['socket'], open: openSession },
  '/system': { parameters: ['socket'], open: openSystem },
  '/embed': { parameters: ['root'], open: openEmbedded },
}

async function open(request: OpenRequest): Promise<DriverConnection> {
  const { text, path, host, transport, query } = request.uri
  if (host !== undefined || (transport !== undefined && transport !== 'unix'))
    throw new VirtError('NO_CONNECT', `${text}: this driver reaches only the local host`, { origin: 'QEMU' })
  const place = Object.hasOwn(places, path) ? places[path] : undefined
  if (!place)
    throw invalid(
      path === '' || path === '/' ? 'no QEMU URI path given' : `unexpected QEMU URI path '${path}'`,
    )
  for (const name of query.keys())
    if (!place.parameters.includes(name))
      throw new VirtError('INVALID_ARG', `unknown parameter '${name}' in the URI '${text}'`, {
        origin: 'QEMU',
      })
  return place.open(request)
}

function invalid(detail: string): VirtError {
  return new VirtError('INVALID_ARG', `${detail}, try qemu:///system`, { origin: 'QEMU' })
}
