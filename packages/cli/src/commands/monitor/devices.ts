import type { DiskConfig, InterfaceConfig } from '@virt/core/config'
import { format, present } from '../../output/format.js'
import { tableOf } from '../../output/table.js'
import { command, type Command } from '../../parser/command.js'
import { bool } from '../../parser/options.js'
import { domain } from '../shared/lookup.js'

const inactive = bool('get inactive rather than running configuration')

export const domblklist: Command = command({
  name: 'domblklist',
  summary: 'list all domain blocks',
  description: 'Get the summary of block devices for a domain.',
  options: {
    domain,
    inactive,
    details: bool('additionally display the type and device value'),
    format,
  },
  run: async (session, { domain: { it }, inactive: defined, details, format: wanted }) => {
    const { devices } = await it.config({ ...(defined && { inactive: true }), ...session.call })
    const disks = (devices?.disks ?? []).map(factsOfDisk)
    present(session, wanted, disks, () => {
      const rows = disks.map(({ type, device, target, source }) => [type, device, target, source ?? '-'])
      return tableOf(...(details ? detailed(rows) : plain(rows)))
    })
  },
})

type Rows = readonly (readonly string[])[]

const detailed = (rows: Rows): [string[], Rows] => [['Type', 'Device', 'Target', 'Source'], rows]
const plain = (rows: Rows): [string[], Rows] => [['Target', 'Source'], rows.map((row) => row.slice(2))]

function factsOfDisk({ type, device, target, source }: DiskConfig): {
  type: string
  device: string
  target: string
  source?: string
} {
  const { file, dev, dir, name, volume } = source ?? {}
  return { type, device, target: target.dev, source: file ?? dev ?? dir ?? name ?? volume }
}

export const domiflist: Command = command({
  name: 'domiflist',
  summary: 'list all domain virtual interfaces',
  description: 'Get the summary of virtual interfaces for a domain.',
  options: { domain, inactive, format },
  run: async (session, { domain: { it }, inactive: defined, format: wanted }) => {
    const { devices } = await it.config({ ...(defined && { inactive: true }), ...session.call })
    const interfaces = (devices?.interfaces ?? []).map(factsOfInterface)
    present(session, wanted, interfaces, () =>
      tableOf(
        ['Interface', 'Type', 'Source', 'Model', 'MAC'],
        interfaces.map((each) =>
          [each.interface, each.type, each.source, each.model, each.mac].map((cell) => cell ?? '-'),
        ),
      ),
    )
  },
})

function factsOfInterface({ type, target, source, model, mac }: InterfaceConfig): {
  interface?: string
  type: string
  source?: string
  model?: string
  mac?: string
} {
  const { network, bridge, dev, name } = source ?? {}
  return {
    interface: target?.dev,
    type,
    source: network ?? bridge ?? dev ?? name,
    model: model?.type,
    mac: mac?.address,
  }
}
