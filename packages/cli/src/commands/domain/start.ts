import { command, type Command } from '../../parser/command.js'
import { attempt, Failure } from '../../parser/failure.js'
import { bool } from '../../parser/options.js'
import { chosen } from '../shared/chosen.js'
import { inactiveDomain } from '../shared/lookup.js'
import { file, readDescription } from '../shared/read-file.js'
import { runConsole } from './console.js'

const starting = {
  console: bool('attach to console after creation'),
  paused: bool('leave the guest paused after creation'),
} as const

export const start: Command = command({
  name: 'start',
  summary: 'start a (previously defined) inactive domain',
  description:
    'Start a domain, either from the last managedsave state, or via a fresh boot if no managedsave state is present.',
  options: {
    domain: inactiveDomain,
    ...starting,
    'force-boot': bool('force fresh boot by discarding any managed save'),
  },
  run: async (session, { domain: { it }, console, paused, 'force-boot': forceBoot }) => {
    if (it.id !== undefined) throw new Failure('Domain is already active')
    const flags = chosen({ paused, forceBoot })
    await attempt(`Failed to start domain '${it.name}'`, it.start({ ...flags, ...session.call }))
    session.output.confirm(`Domain '${it.name}' started`)
    if (console) await runConsole(session, it, {})
  },
})

export const create: Command = command({
  name: 'create',
  summary: 'create a domain from an XML file',
  description: 'Create a domain.',
  options: {
    file: file('file containing an XML domain description'),
    ...starting,
  },
  run: async (session, { file: from, console, paused }) => {
    const description = await readDescription(from, session)
    const connection = await session.connection()
    const flags = paused ? { paused } : {}
    const created = connection.createDomain(description, { ...flags, ...session.call })
    const domain = await attempt(`Failed to create domain from ${from}`, created)
    session.output.confirm(`Domain '${domain.name}' created from ${from}`)
    if (console) await runConsole(session, domain, {})
  },
})

export const define: Command = command({
  name: 'define',
  summary: "define (but don't start) a domain from an XML file",
  description: 'Define a domain.',
  options: {
    file: file('file containing an XML domain description'),
  },
  run: async (session, { file: from }) => {
    const description = await readDescription(from, session)
    const connection = await session.connection()
    const defined = connection.defineDomain(description, session.call)
    const { name } = await attempt(`Failed to define domain from ${from}`, defined)
    session.output.confirm(`Domain '${name}' defined from ${from}`)
  },
})
