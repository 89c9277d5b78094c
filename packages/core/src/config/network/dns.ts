import type { Unknowns } from '../codec/unknowns.js'

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
