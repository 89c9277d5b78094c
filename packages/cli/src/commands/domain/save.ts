import type { Job } from '@virt/core'
import { isTerminal } from '../../environment.js'
import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { attempt } from '../../parser/failure.js'
import { bool, data } from '../../parser/options.js'
import type { Session } from '../../session.js'
import { domain } from '../shared/lookup.js'
import { fileNames } from '../../shell/names.js'
import { resolve } from 'node:path'

const destination = (help: string): ReturnType<typeof data> => data(help, { complete: fileNames })

const outcome = {
  running: bool('set domain to be running on restore'),
  paused: bool('set domain to be paused on restore'),
} as const

/** Wait for a job; show how far it is where somebody looks, or asked to. */
async function follow<T>(job: Job<T>, label: string, verbose: boolean, { output }: Session): Promise<T> {
  if (verbose || (!output.quiet && isTerminal(output.stderr))) await showProgress(job, label, output.stderr)
  return job
}

async function showProgress(job: Job<unknown>, label: string, stderr: NodeJS.WritableStream): Promise<void> {
  let shown = false
  try {
    for await (const { processed, total } of job.progress) {
      if (total === 0) continue
      const percent = processed >= total ? 100 : Math.min(99, Math.floor((processed * 100) / total))
      stderr.write(`\r${label}: [${String(percent).padStart(3)} %]`)
      shown = true
    }
  } finally {
    if (shown) stderr.write('\n')
  }
}

const chosen = (flags: Readonly<Record<string, boolean>>): Record<string, true> =>
  Object.fromEntries(Object.entries(flags).flatMap(([name, set]) => (set ? [[name, true]] : [])))

export const save: Command = command({
  name: 'save',
  summary: 'save a domain state to a file',
  description: 'Save the RAM state of a running domain.',
  options: {
    domain,
    file: destination('where to save the data'),
    ...outcome,
    verbose: bool('display the progress of save'),
  },
  run: async (session, { domain: { it, given }, file, running, paused, verbose }) => {
    exclusive({ running, paused }, 'running', 'paused')
    const job = it.save(resolve(session.cwd, file), { ...chosen({ running, paused }), ...session.call })
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
  },
  run: async (session, { domain: { it, given }, file, verbose, 'memory-only': memoryOnly, ...flags }) => {
    exclusive(flags, 'live', 'crash', 'reset')
    exclusive(flags, 'crash', 'reset')
    const { live, crash, reset } = flags
    const wanted = chosen({ live, crash, reset, memoryOnly })
    const job = it.coreDump(resolve(session.cwd, file), { ...wanted, ...session.call })
    await attempt(`Failed to core dump domain '${given}' to ${file}`, follow(job, 'Dump', verbose, session))
    session.output.confirm(`\nDomain '${given}' dumped to ${file}`)
  },
})

export const migrate: Command = command({
  name: 'migrate',
  summary: 'migrate domain to another host',
  description: 'Migrate domain to another host.  Add --live for live migration.',
  options: {
    domain,
    desturi: data(
      'the destination host as its hypervisor is reached from this one: HOST, HOST:PORT or a URI',
    ),
    live: bool('live migration'),
    verbose: bool('display the progress of migration'),
  },
  run: async (session, { domain: { it, given }, desturi, live, verbose }) => {
    const job = it.migrate(desturi, { ...chosen({ live }), ...session.call })
    await attempt(
      `Failed to migrate domain '${given}' to ${desturi}`,
      follow(job, 'Migration', verbose, session),
    )
  },
})
