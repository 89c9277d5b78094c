import type { MetadataOperations } from '@virt/core/driver'
import type { EngineContext } from '../context.js'
import { readMetadata, setMetadata } from './metadata.js'
import { renameDomain } from './rename.js'

export function metadataOperations(context: EngineContext): MetadataOperations {
  const { domains } = context
  return {
    rename: async (ref, name, call) => renameDomain(context, domains.get(ref), name, call),
    metadata: async (ref, type, uri, flags) => readMetadata(domains.get(ref), type, uri, flags),
    setMetadata: async (ref, type, value, flags, call) =>
      setMetadata(context, domains.get(ref), type, value, flags, call),
  }
}
