import { join } from 'node:path'
import { formatNetwork, parseNetwork, type NetworkConfig } from '@virt/core/config'
import type { NetworkEvent } from '@virt/core/driver'
import { EventHub } from '../engine/event-hub.js'
import { JobQueue } from '../engine/job-queue.js'
import type { Warn } from '../engine/warn.js'
import { AutostartLinks } from '../store/autostart.js'
import { Definitions } from '../store/definitions.js'
import type { Layout } from '../store/layout.js'
import { dnsmasqFiles, type DnsmasqFiles } from './dnsmasq/files.js'
import type { ManagedNetwork } from './managed-network.js'
import { NetworkList } from './network-list.js'
import { NetworkStates } from './network-states.js'

/** What the parts of the network engine share. */
export interface NetworkContext {
  readonly networks: NetworkList
  readonly definitions: Definitions<NetworkConfig>
  readonly autostarts: AutostartLinks
  readonly states: NetworkStates
  readonly events: EventHub<NetworkEvent>
  /** Changes of all networks, one at a time: they share the host's addresses and names. */
  readonly jobs: JobQueue
  readonly warn: Warn
  /** Where dnsmasq's files are; made when the first network starts. */
  readonly directory: string
  files(network: ManagedNetwork): DnsmasqFiles
}

export function networkContext(layout: Layout, warn: Warn): NetworkContext {
  const format = { parse: parseNetwork, format: formatNetwork }
  const directory = join(layout.config, 'networks')
  const definitions = new Definitions(directory, format, warn)
  return {
    networks: new NetworkList(),
    definitions,
    autostarts: new AutostartLinks(directory, definitions),
    states: new NetworkStates(join(layout.state, 'networks'), warn),
    events: new EventHub(),
    jobs: new JobQueue(),
    warn,
    directory: layout.networks,
    files: ({ name }) => dnsmasqFiles(layout.networks, name),
  }
}
