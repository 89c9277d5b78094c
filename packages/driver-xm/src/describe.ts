import type { DomainConfig } from '@virt/core/config'
import { deepFreeze, VirtError } from '@virt/core/driver'
import { dialectOf } from './dialect.js'
import type { Definition } from './directory/definition.js'
import { refusal } from './refusal.js'

/** A description that names its domain wholly. */
export type Described = DomainConfig & { readonly uuid: string }

const known = new WeakMap<Definition, Described>()

/** What a file describes, passwords included. @throws what the conversion throws, with the file's path. */
export function describe(definition: Definition): Described {
  const seen = known.get(definition)
  if (seen) return seen
  const config = deepFreeze(convert(definition))
  known.set(definition, config)
  return config
}

function convert({ path, file, name, uuid }: Definition): Described {
  try {
    return { ...dialectOf(file).read(file, { name }), name, uuid }
  } catch (error) {
    if (!VirtError.is(error)) throw error
    throw refusal(error.code, `${path}: ${error.detail ?? error.message}`, error)
  }
}
