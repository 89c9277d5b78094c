import type { Connection, Network } from '@virt/core'
import { command, type Command } from '../../parser/command.js'
import { attempt } from '../../parser/failure.js'
import { bool } from '../../parser/options.js'
import type { Session } from '../../session.js'
import { activeNetwork, inactiveNetwork, network } from '../shared/lookup.js'
import { file, readDescription } from '../shared/read-file.js'
import { networkStep } from '../shared/step.js'

export const netStart: Command = networkStep({
  name: 'net-start',
  summary: 'start a (previously defined) inactive network',
  description: 'Start a network.',
  failure: 'start',
  done: 'started',
  object: inactiveNetwork,
  work: (it, { call }) => it.start(call),
})

export const netDestroy: Command = networkStep({
  name: 'net-destroy',
  summary: 'destroy (stop) a network',
  description: 'Forcefully stop a given network.',
  failure: 'destroy',
  done: 'destroyed',
  object: activeNetwork,
  work: (it, { call }) => it.destroy(call),
})

export const netUndefine: Command = networkStep({
  name: 'net-undefine',
  summary: 'undefine a persistent network',
  description: 'Undefine the configuration for a persistent network.',
  failure: 'undefine',
  done: 'has been undefined',
  object: network,
  work: (it, { call }) => it.undefine(call),
})

export const netAutostart: Command = command({
  name: 'net-autostart',
  summary: 'autostart a network',
  description: 'Configure a network to be automatically started at boot.',
  options: {
    network,
    disable: bool('disable autostarting'),
  },
  run: async (session, { network: { it, given }, disable }) => {
    const mark = disable ? 'unmark' : 'mark'
    const failure = `failed to ${mark} network ${given} as autostarted`
    await attempt(failure, it.setAutostart(!disable, session.call))
    session.output.confirm(`Network ${given} ${mark}ed as autostarted`)
  },
})

interface Making {
  readonly name: string
  readonly summary: string
  readonly description: string
  readonly verb: 'create' | 'define'
  readonly work: (connection: Connection, xml: string, session: Session) => Promise<Network>
}

const making = ({ name, summary, description, verb, work }: Making): Command =>
  command({
    name,
    summary,
    description,
    options: { file: file('file containing an XML network description') },
    run: async (session, { file: from }) => {
      const xml = await readDescription(from, session)
      const connection = await session.connection()
      const made = await attempt(`Failed to ${verb} network from ${from}`, work(connection, xml, session))
      session.output.confirm(`Network ${made.name} ${verb}d from ${from}`)
    },
  })

export const netCreate: Command = making({
  name: 'net-create',
  summary: 'create a network from an XML file',
  description: 'Create a network.',
  verb: 'create',
  work: (connection, xml, { call }) => connection.createNetwork(xml, call),
})

export const netDefine: Command = making({
  name: 'net-define',
  summary:
    'define an inactive persistent virtual network or modify an existing persistent one from an XML file',
  description: 'Define or modify a persistent virtual network.',
  verb: 'define',
  work: (connection, xml, { call }) => connection.defineNetwork(xml, call),
})
