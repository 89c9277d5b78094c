import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { root } from '../../lib/root.mjs'

interface Step {
  readonly uses?: string
  readonly with?: Record<string, unknown>
}

interface Job {
  readonly uses?: string
  readonly steps?: readonly Step[]
  readonly permissions?: Record<string, string>
  readonly 'timeout-minutes'?: number
  readonly strategy?: { readonly matrix: Record<string, unknown> }
}

interface Workflow {
  readonly on: Record<string, unknown>
  readonly permissions?: Record<string, string>
  readonly jobs: Record<string, Job>
}

const folder = `${root}.github/workflows/`
const read = (file: string): Workflow => parse(readFileSync(folder + file, 'utf8')) as Workflow
const files = readdirSync(folder)

describe.each(files)('%s', (file) => {
  const workflow = read(file)
  const jobs = Object.entries(workflow.jobs)
  const steps = jobs.flatMap(([, { steps = [] }]) => steps)

  test('reads by default, and each job says what it may do', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    expect(jobs.filter(([, { permissions }]) => permissions === undefined)).toEqual([])
  })

  test("pins other people's actions to a commit", () => {
    const used = [...jobs.map(([, job]) => job), ...steps].flatMap(({ uses }) => uses ?? [])
    const unpinned = used.filter((uses) => !/^(\.\/|[\w.-]+\/[\w./-]+@[0-9a-f]{40}$)/.test(uses))
    expect(unpinned).toEqual([])
  })

  test('leaves no credentials in the checkout', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkouts.map((step) => step.with?.['persist-credentials'])).toEqual(checkouts.map(() => false))
  })

  test('ends', () => expect(jobs.filter(([, job]) => !job.uses && !job['timeout-minutes'])).toEqual([]))
})

test('pull requests are tested on every Node that is promised', () => {
  const { on, jobs } = read('ci.yml')
  expect(Object.keys(on)).toContain('pull_request')
  expect(jobs['affected']?.strategy?.matrix).toEqual({ node: [20, 22, 24] })
})

test('only the release job gets an identity, and only after the checks', () => {
  const granted = files.flatMap((file) =>
    Object.entries(read(file).jobs).filter(([, { permissions }]) => permissions?.['id-token']),
  )
  expect(granted.map(([name]) => name)).toEqual(['release'])
  expect(granted[0]?.[1]).toMatchObject({
    needs: 'check',
    permissions: { contents: 'write', 'pull-requests': 'write', 'id-token': 'write' },
  })
})
