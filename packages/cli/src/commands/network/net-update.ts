import type { AffectFlags, Network } from '@virt/core'
import { networkSections, updateCommands, type NetworkUpdate } from '@virt/core/config'
import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { attempt, Failure } from '../../parser/failure.js'
import { bool, data, int } from '../../parser/options.js'
import type { Session } from '../../session.js'
import { network } from '../shared/lookup.js'
import { readDescription } from '../shared/read-file.js'

/** virsh's commands, and its old name for `add-last`. */
const commandWords: readonly string[] = ['add', ...updateCommands]

export const netUpdate: Command = command({
  name: 'net-update',
  summary: "update parts of an existing network's configuration",
  description: 'Update parts of the configuration of a network.',
  options: {
    network,
    command: data('type of update (add-first, add-last (add), delete, or modify)', {
      complete: () => commandWords,
    }),
    section: data('which section of network configuration to update', { complete: () => networkSections }),
    xml: data(
      "name of file containing xml (or, if it starts with '<', the complete xml element itself) to add/modify, or to be matched for search",
    ),
    'parent-index': int('which parent object to search through'),
    config: bool('affect next network startup'),
    live: bool('affect running network'),
    current: bool('affect current state of network'),
  },
  run: async (session, values) => {
    const { it } = values.network
    exclusive(values, 'current', 'live', 'config')
    const flags = { ...(values.config && { config: true }), ...(values.live && { live: true }) }
    const update = {
      command: oneOf(commandWords, values.command, 'command').replace(/^add$/, 'add-last'),
      section: oneOf(networkSections, values.section, 'section'),
      parentIndex: values['parent-index'],
      value: values.xml.startsWith('<') ? values.xml : await readDescription(values.xml, session),
    } as NetworkUpdate & { readonly value: string }
    await attempt(`Failed to update network ${it.name}`, it.update(update, { ...flags, ...session.call }))
    session.output.confirm(`Updated network ${it.name} ${await whatChanged(session, it, flags)}`)
  },
})

function oneOf(words: readonly string[], word: string, what: string): string {
  if (words.includes(word)) return word
  throw new Failure(`unrecognized ${what} name '${word}'`)
}

async function whatChanged(session: Session, it: Network, { live, config }: AffectFlags): Promise<string> {
  if (live && config) return 'persistent config and live state'
  if (live || config) return live ? 'live state' : 'persistent config'
  const connection = await session.connection()
  const active = await connection.listNetworks({ active: true, ...session.call })
  return active.some(({ uuid }) => uuid === it.uuid) ? 'live state' : 'persistent config'
}
