import { resolve } from 'node:path'
import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { attempt, Failure } from '../../parser/failure.js'
import { bool, data, string } from '../../parser/options.js'
import { fileNames } from '../../shell/names.js'
import { chosen } from '../shared/chosen.js'
import { follow } from '../shared/follow.js'
import { domain } from '../shared/lookup.js'

const destination = (help: string): ReturnType<typeof data> => data(help, { complete: fileNames })

const outcome = {
  running: bool('set domain to be running on restore'),
  paused: bool('set domain to be paused on restore'),
} as const

export const save: Command = command({
  name: 'save',
  summary: 'save a domain state to a file',
  description: 'Save the RAM state of a running domain.',
  options: {
    domain,
    file: destination('where to save the data'),
    ...outcome,
    verbose: bool('display the progress of save'),
    compression: string('program that makes the image smaller: raw, gzip, zstd, xz'),
  },
  run: async (session, { domain: { it, given }, file, running, paused, verbose, compression }) => {
    exclusive({ running, paused }, 'running', 'paused')
    const flags = { ...chosen({ running, paused }), ...(compression && { compression }) }
    const job = it.save(resolve(session.cwd, file), { ...flags, ...session.call })
    await attempt(`Failed to save domain '${given}' to ${file}`, follow(job, 'Save', verbose, session))
    session.output.confirm(`\nDomain '${given}' saved to ${file}`)
  },
})

export const restore: Command = command({
  name: 'restore',
  summary: 'restore a domain from a saved state in a file',
  description: 'Restore a domain.',
  options: {
    file: destination('the state to restore'),
    ...outcome,
  },
  run: async (session, { file, running, paused }) => {
    exclusive({ running, paused }, 'running', 'paused')
    const connection = await session.connection()
    const flags = { ...chosen({ running, paused }), ...session.call }
    const job = connection.restoreDomain(resolve(session.cwd, file), flags)
    await attempt(`Failed to restore domain from ${file}`, follow(job, 'Restore', false, session))
    session.output.confirm(`Domain restored from ${file}`)
  },
})

export const dump: Command = command({
  name: 'dump',
  summary: 'dump the core of a domain to a file for analysis',
  description: 'Core dump a domain.',
  options: {
    domain,
    file: destination('where to dump the core'),
    live: bool('perform a live core dump if supported'),
    crash: bool('crash the domain after core dump'),
    reset: bool('reset the domain after core dump'),
    verbose: bool('display the progress of dump'),
    'memory-only': bool("dump domain's memory only"),
    format: string('specify the format of memory-only dump'),
  },
  run: async (session, { domain: { it, given }, file, verbose, format, ...values }) => {
    const { live, crash, reset, 'memory-only': memoryOnly } = values
    exclusive({ live, crash, reset }, 'live', 'crash', 'reset')
    exclusive({ crash, reset }, 'crash', 'reset')
    if (format && !memoryOnly) throw new Failure('--format only works with --memory-only')
    const wanted = { ...chosen({ live, crash, reset, memoryOnly }), ...(format && { format }) }
    const job = it.coreDump(resolve(session.cwd, file), { ...wanted, ...session.call })
    await attempt(`Failed to core dump domain '${given}' to ${file}`, follow(job, 'Dump', verbose, session))
    session.output.confirm(`\nDomain '${given}' dumped to ${file}`)
  },
})
