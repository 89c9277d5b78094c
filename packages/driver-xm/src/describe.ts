import type { DomainConfig } from '@virt/core/config'
import { deepFreeze, VirtError } from '@virt/core/driver'
import { dialectOf } from './dialect.js'
import type { Definition } from './directory/definition.js'
import { refusal } from './refusal.js'

const known = new WeakMap<Definition, DomainConfig>()

/** What a file describes, passwords included. @throws what the conversion throws, with the file's path. */
export function describe(definition: Definition): DomainConfig {
  const seen = known.get(definition)
  if (seen) return seen
  const config = deepFreeze(convert(definition))
  known.set(definition, config)
  return config
}

function convert({ path, file, name, uuid }: Definition): DomainConfig {
  try {
    return { ...dialectOf(file).read(file, { name }), name, uuid }
  } catch (error) {
    if (!VirtError.is(error)) throw error
    throw refusal(error.code, `${path}: ${error.detail ?? error.message}`, error)
  }
}
