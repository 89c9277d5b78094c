import { stat, writeFile } from 'node:fs/promises'
import type { JobProgress } from '../../contract/call.js'
import type { DomainState } from '../../contract/states.js'
import type { Domain } from '../../front/domain.js'
import type { Job } from '../../front/job.js'
import { equal, eventually, expect, outcome, refused, show } from '../expect.js'
import { type Rule, rule } from '../rule.js'
import { goesOn } from '../shapes.js'

const exists = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined)) !== undefined

const stateOf = async (domain: Domain): Promise<DomainState> => (await domain.info()).state

/** The progress of a job until its end: never less than before, never more than all. */
async function watched(job: Job<unknown>): Promise<void> {
  job.result.catch(() => undefined)
  let last: JobProgress = { processed: 0, total: 0 }
  for await (const next of job.progress) {
    expect(
      next.processed >= last.processed && (next.total === 0 || next.processed <= next.total),
      `after ${show(last)} its progress is ${show(next)}`,
    )
    last = next
  }
  await job
}

const saved = rule(
  'domains.save writes a file and stops the domain, telling how far it is',
  ['domains.save', 'domains.info', 'domains.define', 'domains.start'],
  async (context) => {
    const domain = await context.running()
    const path = await context.path('saved')
    await watched(domain.save(path))
    equal(
      [await exists(path), await stateOf(domain)],
      [true, 'shutoff'],
      'whether the file is there, and the state',
    )
  },
)

const restored = rule(
  'domains.restore continues a domain where domains.save left it',
  ['domains.save', 'domains.restore', 'domains.info'],
  async (context) => {
    const domain = await context.running()
    const path = await context.path('saved')
    await domain.save(path)
    const job = context.connection.restoreDomain(path)
    await watched(job)
    const again = await job
    equal([again.name, again.uuid], [domain.name, domain.uuid], 'the domain')
    const { state, id } = await again.info()
    expect(goesOn(state), `its state is ${state}`)
    equal(id, again.id, 'its id')
  },
)

const restoredPaused = rule(
  "domains.restore with 'paused' leaves the domain paused, and so does one that was saved paused",
  ['domains.save', 'domains.restore', 'domains.info', 'domains.suspend', 'domains.destroy'],
  async (context) => {
    const domain = await context.running()
    const path = await context.path('saved')
    await domain.save(path)
    equal(
      await stateOf(await context.connection.restoreDomain(path, { paused: true })),
      'paused',
      "its state with 'paused'",
    )
    await domain.save(path)
    equal(
      await stateOf(await context.connection.restoreDomain(path)),
      'paused',
      'its state when it was saved paused',
    )
  },
)

const saveTold = rule(
  "domains.save is told as 'stopped saved', domains.restore as 'started restored'",
  ['domains.save', 'domains.restore', 'domains.subscribe'],
  async (context) => {
    const domain = await context.running()
    const path = await context.path('saved')
    const events = await context.record()
    await domain.save(path)
    await context.connection.restoreDomain(path)
    await eventually(context.limits.answerWithin, () =>
      equal(events.life(domain.uuid).slice(0, 2), ['stopped saved', 'started restored'], 'what was told'),
    )
  },
)

const saveCanceled = rule(
  'a save that is canceled ends with OPERATION_ABORTED, and the domain goes on',
  ['domains.save', 'domains.info'],
  async (context) => {
    const domain = await context.running()
    const path = await context.path('saved')
    const job = domain.save(path)
    job.cancel()
    await refused(job, 'OPERATION_ABORTED', 'the job')
    await eventually(context.limits.answerWithin, async () => {
      const state = await stateOf(domain)
      expect(goesOn(state), `the state is ${state}`)
    })
    await context.settled()
    const state = await stateOf(domain)
    expect(goesOn(state), `the state a moment later is ${state}`)
  },
)

const notWritable = rule(
  'a save that cannot be written fails, and the domain goes on',
  ['domains.save', 'domains.info'],
  async (context) => {
    const domain = await context.running()
    const answer = await outcome(domain.save(await context.path('no-such-directory/saved')))
    expect(answer !== 'done', 'it succeeds in a directory that does not exist')
    const state = await stateOf(domain)
    expect(goesOn(state), `the state is ${state}`)
  },
)

const notAnImage = rule(
  'domains.restore of a file that no save has written is refused, and starts nothing',
  ['domains.restore', 'domains.list'],
  async (context) => {
    const path = await context.path('no-image')
    await writeFile(path, 'not what a save writes')
    const before = await context.connection.numOfDomains()
    expect((await outcome(context.connection.restoreDomain(path))) !== 'done', 'it succeeds')
    const missing = outcome(context.connection.restoreDomain(await context.path('nothing')))
    expect((await missing) !== 'done', 'it succeeds with a file that does not exist')
    equal(await context.connection.numOfDomains(), before, 'how many domains are active')
  },
)

const restoreCanceled = rule(
  'a restore that is canceled ends with OPERATION_ABORTED, and starts nothing',
  ['domains.save', 'domains.restore', 'domains.list'],
  async (context) => {
    const domain = await context.running()
    const path = await context.path('saved')
    await domain.save(path)
    const job = context.connection.restoreDomain(path)
    job.cancel()
    await refused(job, 'OPERATION_ABORTED', 'the job')
    await context.settled()
    const active = await context.connection.listDomains({ active: true })
    expect(!active.some(({ uuid }) => uuid === domain.uuid), 'the domain is active a moment later')
  },
)

const dumped = rule(
  'domains.coreDump writes a file, telling how far it is, and the domain goes on',
  ['domains.coreDump', 'domains.info'],
  async (context) => {
    const domain = await context.running()
    const path = await context.path('core')
    await watched(domain.coreDump(path))
    const { state, id } = await domain.info()
    expect(goesOn(state), `the state is ${state}`)
    equal([await exists(path), id], [true, domain.id], 'whether the file is there, and the id')
  },
)

const dumpedCrashed = rule(
  "domains.coreDump with 'crash' ends the domain, told as 'stopped crashed'",
  ['domains.coreDump', 'domains.subscribe'],
  async (context) => {
    const domain = await context.running()
    const events = await context.record()
    await domain.coreDump(await context.path('core'), { crash: true })
    await events.lives(domain.uuid, ['stopped crashed'])
  },
)

const dumpCanceled = rule(
  'a core dump that is canceled ends with OPERATION_ABORTED, and the domain goes on',
  ['domains.coreDump', 'domains.info'],
  async (context) => {
    const domain = await context.running()
    const job = domain.coreDump(await context.path('core'), { crash: true })
    job.cancel()
    await refused(job, 'OPERATION_ABORTED', 'the job')
    await context.settled()
    const { state } = await domain.info()
    expect(goesOn(state), `the state is ${state}`)
  },
)

export const jobRules: readonly Rule[] = [
  saved,
  restored,
  restoredPaused,
  saveTold,
  saveCanceled,
  notWritable,
  restoreCanceled,
  notAnImage,
  dumped,
  dumpedCrashed,
  dumpCanceled,
]
