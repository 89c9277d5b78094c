import { choice, flags, optional, text } from './arguments.js'
import { metadataTypes, type MetadataOperations, type SetMetadataFlags } from './metadata.js'
import { affect, affected, domain } from './common-arguments.js'
import type { Rows } from './operations.js'
import { change, query } from './traits.js'

const type = choice('type', metadataTypes)

/** A domain's name, and what is said of it. */
export const metadataRows: Rows<`domains.${keyof MetadataOperations}`> = {
  'domains.rename': change([domain, text('name')]),
  'domains.metadata': query([domain, type, optional(text('uri')), affected]),
  'domains.setMetadata': change([
    domain,
    type,
    optional(text('value')),
    flags<SetMetadataFlags>('flags', { ...affect, key: 'string', uri: 'string' }),
  ]),
}
