import { domainStates, type DomainState } from '../../contract/states.js'
import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, children, content, plain, raw, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { oneOf, text, ulong, uuid, type Value } from '../codec/values.js'
import { domainCodec, type DomainConfig } from '../domain/domain.js'
import type { Uuid } from '../units.js'
import type { XmlElement } from '../xml/element.js'
import { snapshotDiskCodec, type SnapshotDisk, type SnapshotLocation } from './snapshot-disk.js'

/** The state of a domain at the moment of its snapshot; `disk-snapshot`: only disks were kept. */
export type SnapshotState = DomainState | 'disk-snapshot'

/** `<memory>`: where the guest's memory is kept. */
export interface SnapshotMemory extends Unknowns {
  readonly snapshot: SnapshotLocation
  /** Absolute; exactly with `snapshot: 'external'`. */
  readonly file?: string
}

/** A snapshot of a domain: what `<domainsnapshot>` describes (https://libvirt.org/formatsnapshot.html), as plain data. */
export interface DomainSnapshotConfig extends Unknowns {
  /** Absent: the driver names it after the time. */
  readonly name?: string
  readonly description?: string
  readonly state?: SnapshotState
  /** The name of the snapshot that this one came after. */
  readonly parent?: string
  /** Seconds since 1970. */
  readonly creationTime?: number
  readonly memory?: SnapshotMemory
  readonly disks?: readonly SnapshotDisk[]
  /** The domain as it was. */
  readonly domain?: DomainConfig
  /** Whose snapshot it is, where {@link domain} is not told. */
  readonly domainUuid?: Uuid
  /** The definition at that time, where it was not what ran. */
  readonly inactiveDomain?: DomainConfig
  /** A hypervisor's own notes. */
  readonly cookie?: XmlElement
  /** Whether it was the current one when this was written. */
  readonly active?: boolean
}

const zeroOne: Value<boolean> = {
  read: (found) => (/^\s*\d+$/.test(found) ? Number(found) !== 0 : undefined),
  write: (value) => (value ? '1' : '0'),
}

const memory: Codec<SnapshotMemory> = element('memory', {
  snapshot: required(attribute('snapshot', oneOf('no', 'internal', 'external'))),
  file: attribute('file', text),
})

const inactiveDomain: Codec<DomainConfig> = {
  name: 'inactiveDomain',
  decode: (found) => domainCodec.decode({ ...found, name: 'domain' }),
  encode: (config) => ({ ...domainCodec.encode(config), name: 'inactiveDomain' }),
}

type Elements = Omit<DomainSnapshotConfig, 'domainUuid' | 'domain'> & { readonly domain?: XmlElement }

const states = oneOf(...domainStates, 'disk-snapshot')

const elements: Codec<Elements> = element('domainsnapshot', {
  name: plain('name', content(text)),
  description: plain('description', content(text)),
  state: plain('state', content(states)),
  parent: plain('parent', plain('name', content(text))),
  creationTime: plain('creationTime', content(ulong)),
  memory: child(memory),
  disks: plain('disks', children(snapshotDiskCodec)),
  domain: raw('domain'),
  inactiveDomain: child(inactiveDomain),
  cookie: raw('cookie'),
  active: plain('active', content(zeroOne)),
})

const owner: Codec<{ readonly uuid?: Uuid } & Unknowns> = element('domain', {
  uuid: plain('uuid', content(uuid)),
})

export const snapshotCodec: Codec<DomainSnapshotConfig> = {
  name: 'domainsnapshot',
  decode(found) {
    const { domain, ...rest } = elements.decode(found)
    if (domain === undefined) return rest
    if (domain.attributes?.type !== undefined) return { ...rest, domain: domainCodec.decode(domain) }
    return { ...rest, domainUuid: owner.decode(domain).uuid }
  },
  encode({ domain, domainUuid, ...rest }) {
    if (domain) return elements.encode({ ...rest, domain: domainCodec.encode(domain) })
    return elements.encode({ ...rest, domain: domainUuid ? owner.encode({ uuid: domainUuid }) : undefined })
  },
}
