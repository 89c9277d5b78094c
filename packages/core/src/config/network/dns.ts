import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, children, content, plains, required, silent } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { integer, text, yesNo } from '../codec/values.js'

/** `<dns>`: the network's name server. */
export interface DnsConfig extends Unknowns {
  readonly enable?: boolean
  readonly forwardPlainNames?: boolean
  readonly forwarders?: readonly DnsForwarder[]
  readonly txts?: readonly DnsTxt[]
  readonly srvs?: readonly DnsSrv[]
  readonly hosts?: readonly DnsHost[]
}

export interface DnsForwarder extends Unknowns {
  readonly domain?: string
  readonly addr?: string
}

export interface DnsTxt extends Unknowns {
  readonly name: string
  readonly value?: string
}

export interface DnsSrv extends Unknowns {
  readonly service: string
  readonly protocol: string
  readonly domain?: string
  readonly target?: string
  readonly port?: number
  readonly priority?: number
  readonly weight?: number
}

export interface DnsHost extends Unknowns {
  readonly ip: string
  readonly hostnames?: readonly string[]
}

const srvFields = {
  service: attribute('service', text),
  protocol: attribute('protocol', text),
  domain: attribute('domain', text),
  target: attribute('target', text),
  port: attribute('port', integer(1, 65535)),
  priority: silent(attribute('priority', integer(0, 65535)), 0),
  weight: silent(attribute('weight', integer(0, 65535)), 0),
}

const srv: Codec<DnsSrv> = element('srv', {
  ...srvFields,
  service: required(srvFields.service),
  protocol: required(srvFields.protocol),
})

/** As much of a record as tells it from others. */
export const dnsSrvPart: Codec<Partial<DnsSrv>> = element('srv', srvFields)

const hostFields = { ip: attribute('ip', text), hostnames: plains('hostname', content(text)) }

const host: Codec<DnsHost> = element('host', { ...hostFields, ip: required(hostFields.ip) })

/** As much of a host as tells it from others. */
export const dnsHostPart: Codec<Partial<DnsHost>> = element('host', hostFields)

export const dnsTxtCodec: Codec<DnsTxt> = element('txt', {
  name: required(attribute('name', text)),
  value: attribute('value', text),
})

export const dnsCodec: Codec<DnsConfig> = element('dns', {
  enable: attribute('enable', yesNo),
  forwardPlainNames: attribute('forwardPlainNames', yesNo),
  forwarders: children(
    element('forwarder', { domain: attribute('domain', text), addr: attribute('addr', text) }),
  ),
  txts: children(dnsTxtCodec),
  srvs: children(srv),
  hosts: children(host),
})
