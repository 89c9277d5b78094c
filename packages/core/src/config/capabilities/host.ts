import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, children, content, flag, plain, plains, required } from '../codec/fields.js'
import { prettySize } from '../codec/scaled.js'
import type { Unknowns } from '../codec/unknowns.js'
import { oneOf, text, uint, uuid, yesNo } from '../codec/values.js'
import type { CpuSet, KiB, Uuid } from '../units.js'
import { hostCpuCodec, type HostCpu } from './host-cpu.js'
import { hostTopologyCodec, type HostTopology } from './host-topology.js'

export interface CapabilitiesHost extends Unknowns {
  readonly uuid?: Uuid
  readonly cpu?: HostCpu
  readonly powerManagement?: HostPowerManagement
  readonly iommu?: { readonly support: boolean } & Unknowns
  readonly migrationFeatures?: MigrationFeatures
  readonly netprefix?: string
  readonly topology?: HostTopology
  readonly cache?: { readonly banks?: readonly HostCacheBank[] } & Unknowns
  readonly secmodels?: readonly SecurityModel[]
}

export interface HostPowerManagement extends Unknowns {
  readonly suspendMem?: boolean
  readonly suspendDisk?: boolean
  readonly suspendHybrid?: boolean
}

export interface MigrationFeatures extends Unknowns {
  readonly live?: boolean
  readonly uriTransports?: { readonly transports?: readonly string[] } & Unknowns
}

export interface HostCacheBank extends Unknowns {
  readonly id: number
  readonly level: number
  readonly type: 'both' | 'code' | 'data'
  readonly size: KiB
  readonly cpus: CpuSet
}

export interface SecurityModel extends Unknowns {
  readonly model?: string
  readonly doi?: string
  readonly baselabels?: readonly SecurityBaseLabel[]
}

export interface SecurityBaseLabel extends Unknowns {
  readonly type: string
  readonly label: string
}

const powerManagement: Codec<HostPowerManagement> = element('power_management', {
  suspendMem: flag('suspend_mem'),
  suspendDisk: flag('suspend_disk'),
  suspendHybrid: flag('suspend_hybrid'),
})

const migrationFeatures: Codec<MigrationFeatures> = element('migration_features', {
  live: flag('live'),
  uriTransports: child(element('uri_transports', { transports: plains('uri_transport', content(text)) })),
})

const bank: Codec<HostCacheBank> = element('bank', {
  id: required(attribute('id', uint)),
  level: required(attribute('level', uint)),
  type: required(attribute('type', oneOf('both', 'code', 'data'))),
  size: required(attribute('size', prettySize('B'))),
  cpus: required(attribute('cpus', text)),
})

const securityModel: Codec<SecurityModel> = element('secmodel', {
  model: plain('model', content(text)),
  doi: plain('doi', content(text)),
  baselabels: children(
    element('baselabel', { type: required(attribute('type', text)), label: required(content(text)) }),
  ),
})

export const capabilitiesHostCodec: Codec<CapabilitiesHost> = element('host', {
  uuid: plain('uuid', content(uuid)),
  cpu: child(hostCpuCodec),
  powerManagement: child(powerManagement),
  iommu: child(element('iommu', { support: required(attribute('support', yesNo)) })),
  migrationFeatures: child(migrationFeatures),
  netprefix: plain('netprefix', content(text)),
  topology: child(hostTopologyCodec),
  cache: child(element('cache', { banks: children(bank) })),
  secmodels: children(securityModel),
})
