import { existsSync } from 'node:fs'
import { access, constants, stat } from 'node:fs/promises'
import type { Driver, DriverConnection, OpenRequest } from '@virt/core/driver'
import { xmConnection } from './connection.js'
import { xenXl, xenXm } from './convert/index.js'
import { configDirectory } from './directory/place.js'
import { XmDirectory } from './directory/xm-directory.js'
import { refusal } from './refusal.js'
import { systemCode } from './system-error.js'

const absent: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR'])
const { R_OK, W_OK, X_OK } = constants

/** `xen:///`, of this host: the domains that files in `/etc/xen` define. */
export const driver: Driver = {
  name: 'xm',
  contract: 1,
  schemes: ['xen'],
  rank: { query: 4, change: 3 },
  formats: { 'xen-xm': xenXm, 'xen-xl': xenXl },
  probe: async () => (existsSync('/proc/xen') ? 'xen:///' : undefined),
  open,
}

async function open(request: OpenRequest): Promise<DriverConnection | undefined> {
  const { uri, readOnly, siblings, decline } = request
  const elsewhere = uri.transport !== undefined || uri.host !== undefined || !['', '/'].includes(uri.path)
  if (elsewhere) return decline(`not xen:///, of whose host the files are`)
  const directory = configDirectory()
  const isThere = await stat(directory).then((stats) => stats.isDirectory(), systemCode)
  if (isThere === false || absent.has(isThere)) return decline(`there is no directory '${directory}'`)
  const obstacle = await access(directory, readOnly ? R_OK | X_OK : R_OK | W_OK | X_OK).catch(systemCode)
  if (isThere === 'EACCES' || obstacle === 'EACCES') {
    if (readOnly) return decline(`this user may not read '${directory}'`)
    throw refusal(
      'OPERATION_DENIED',
      `this user may not change '${directory}'; use openReadOnly to look at it`,
    )
  }
  const files = new XmDirectory(directory)
  await files.look()
  return xmConnection(files, siblings)
}
