import { completeInterface } from '../rules/interface.js'
import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, children, content, fallback, plain, required, silent } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { oneOf, text, uint, ulong, yesNo } from '../codec/values.js'
import {
  bandwidthCodec,
  ipAddressCodec,
  ipRouteCodec,
  portOptionsCodec,
  virtualPortCodec,
  vlanCodec,
  type Bandwidth,
  type IpAddress,
  type IpRoute,
  type PortOptions,
  type VirtualPort,
  type Vlan,
} from '../network/common.js'
import {
  acpiIndexCodec,
  bootOrderCodec,
  deviceInfo,
  romCodec,
  type AcpiIndex,
  type BootOrder,
  type DeviceInfo,
  type RomConfig,
} from './common.js'
import {
  coalesceCodec,
  filterRefCodec,
  interfaceBackendCodec,
  interfaceDriverCodec,
  interfaceSourceCodec,
  interfaceTargetCodec,
  macAddressCodec,
  portForwardCodec,
  teamingCodec,
  type Coalesce,
  type FilterRef,
  type InterfaceBackend,
  type InterfaceDriver,
  type InterfaceSource,
  type InterfaceTarget,
  type MacAddress,
  type PortForward,
  type Teaming,
} from './interface-parts.js'

export type InterfaceType =
  | 'user'
  | 'ethernet'
  | 'vhostuser'
  | 'server'
  | 'client'
  | 'mcast'
  | 'network'
  | 'bridge'
  | 'internal'
  | 'direct'
  | 'hostdev'
  | 'udp'
  | 'vdpa'
  | 'null'
  | 'vds'

/** `<interface>`: a network card. */
export interface InterfaceConfig extends DeviceInfo {
  readonly type: InterfaceType
  readonly managed?: boolean
  readonly trustGuestRxFilters?: boolean
  readonly mac?: MacAddress
  readonly source?: InterfaceSource
  readonly backenddomain?: { readonly name: string } & Unknowns
  readonly virtualport?: VirtualPort
  readonly ips?: readonly IpAddress[]
  readonly routes?: readonly IpRoute[]
  readonly script?: { readonly path: string } & Unknowns
  readonly downscript?: { readonly path: string } & Unknowns
  readonly target?: InterfaceTarget
  readonly guest?: { readonly dev?: string; readonly actual?: string } & Unknowns
  readonly model?: { readonly type: string } & Unknowns
  readonly driver?: InterfaceDriver
  readonly backend?: InterfaceBackend
  readonly filterref?: FilterRef
  readonly bandwidth?: Bandwidth
  readonly vlan?: Vlan
  readonly port?: PortOptions
  readonly tune?: { readonly sndbuf?: number } & Unknowns
  readonly teaming?: Teaming
  readonly boot?: BootOrder
  readonly rom?: RomConfig
  readonly acpi?: AcpiIndex
  readonly link?: { readonly state: 'up' | 'down' } & Unknowns
  readonly mtu?: { readonly size: number } & Unknowns
  readonly coalesce?: Coalesce
  readonly portForwards?: readonly PortForward[]
}

const types = oneOf(
  'user',
  'ethernet',
  'vhostuser',
  'server',
  'client',
  'mcast',
  'network',
  'bridge',
  'internal',
  'direct',
  'hostdev',
  'udp',
  'vdpa',
  'null',
  'vds',
)

const path = required(attribute('path', text))

export const interfaceCodec: Codec<InterfaceConfig> = element(
  'interface',
  {
    type: fallback(attribute('type', types), 'user'),
    managed: silent(attribute('managed', yesNo), false),
    trustGuestRxFilters: attribute('trustGuestRxFilters', yesNo),
    mac: child(macAddressCodec),
    source: child(interfaceSourceCodec),
    backenddomain: child(element('backenddomain', { name: required(attribute('name', text)) })),
    virtualport: child(virtualPortCodec),
    ips: children(ipAddressCodec),
    routes: children(ipRouteCodec),
    script: child(element('script', { path })),
    downscript: child(element('downscript', { path })),
    target: child(interfaceTargetCodec),
    guest: child(element('guest', { dev: attribute('dev', text), actual: attribute('actual', text) })),
    model: child(element('model', { type: required(attribute('type', text)) })),
    driver: child(interfaceDriverCodec),
    backend: child(interfaceBackendCodec),
    filterref: child(filterRefCodec),
    boot: child(bootOrderCodec),
    rom: child(romCodec),
    vlan: child(vlanCodec),
    bandwidth: child(bandwidthCodec),
    tune: child(element('tune', { sndbuf: plain('sndbuf', content(ulong)) })),
    teaming: child(teamingCodec),
    link: child(element('link', { state: required(attribute('state', oneOf('up', 'down'))) })),
    mtu: child(element('mtu', { size: required(attribute('size', uint)) })),
    coalesce: child(coalesceCodec),
    portForwards: children(portForwardCodec),
    port: child(portOptionsCodec),
    alias: deviceInfo.alias,
    acpi: child(acpiIndexCodec),
    address: deviceInfo.address,
  },
  { refine: completeInterface },
)
