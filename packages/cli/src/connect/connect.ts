import { open, openReadOnly, parseUri, type Connection } from '@virt/core'
import type { Session } from '../session.js'
import { loadAllDrivers, loadDriversOf } from './load-drivers.js'

/** Open a URI, or what the installed drivers find, with just the drivers that it needs. */
export async function connect(
  uri: string | undefined,
  readOnly: boolean,
  session: Session,
): Promise<Connection> {
  if (uri === undefined) await loadAllDrivers(session.cwd)
  else await loadDriversOf(parseUri(uri).scheme, session.cwd)
  return readOnly ? openReadOnly(uri, session.call) : open(uri, session.call)
}
