import { defaultRegistry, VirtError, type NativeFormat } from '@virt/core'
import { loadAllDrivers } from '../../connect/load-drivers.js'
import type { Option } from '../../parser/command.js'
import { data } from '../../parser/options.js'
import type { Session } from '../../session.js'

/** `<format>`: one of the notations that the installed drivers read and write. */
export const nativeFormat = (help: string): Option<NativeFormat> => {
  const named = data(help, { complete: async (session) => [...(await formats(session)).keys()] })
  return { ...named, read: async (given, session) => find(await named.read(given, session), session) }
}

async function find(name: string, session: Session): Promise<NativeFormat> {
  const known = await formats(session)
  const format = known.get(name)
  if (format) return format
  const offered = [...known].map(([each, { summary }]) => `${each} (${summary})`).join(', ')
  throw new VirtError(
    'INVALID_ARG',
    `unsupported config type ${name}; ${offered ? `the installed drivers know ${offered}` : 'no installed driver knows any'}`,
  )
}

async function formats(session: Session): Promise<ReadonlyMap<string, NativeFormat>> {
  await loadAllDrivers(session.cwd)
  return new Map(defaultRegistry.drivers.flatMap((driver) => Object.entries(driver.formats ?? {})))
}
