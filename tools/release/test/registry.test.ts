import { basename } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publishedPackages } from '../../gates/lib/packages.mjs'
import { peer } from '../../peers.mjs'
import { Consumer } from '../lib/consumer.mjs'
import { nodeBinary } from '../lib/node-binary.mjs'
import { Rehearsal } from '../lib/rehearsal.mjs'
import { Repository } from '../lib/repository.mjs'
import { run } from '../lib/run.mjs'
import { TypeScriptConsumer } from '../lib/typescript-consumer.mjs'
import { versions } from '../lib/versions.mjs'

const nodes = [20, 22, 24]
const forms = ['import', 'require'] as const
const resolutions = [{ module: 'nodenext' }, { module: 'esnext', moduleResolution: 'bundler' }]
const onQemu = new Set(['@virt/driver-qemu', '@virt/qemud'])
/** Their examples want a Xen host, and say so where there is none. */
const onXen = /^@virt\/driver-(hypervisor|proxy|xend|xenstore|xm)$/
const noXen = /NO_CONNECT/

const packages = publishedPackages().map(({ folder, manifest }) => ({ folder, ...manifest }))
const libraries = packages.filter(({ exports }) => exports)
const commands = packages.filter(({ name }) => name === '@virt/cli')

describe.skipIf(!peer('registry'))('published, and installed in an empty folder,', () => {
  const rehearsal = new Rehearsal()

  beforeAll(() => rehearsal.open(), 120_000)
  afterAll(() => rehearsal.close())

  test('each release has its tag', async () => {
    const tags = await run('git', ['tag', '--list'], { cwd: rehearsal.workspace })
    const released = Object.entries(versions(rehearsal.workspace)).map(
      ([name, version]) => `${name}@${version}`,
    )
    expect(tags.trim().split('\n')).toEqual(released.sort())
  })

  async function follower(folder: string): Promise<Consumer> {
    const user = new Consumer(folder, rehearsal.folder(basename(folder)))
    await user.install(rehearsal.registry)
    return user
  }

  describe.each(libraries)('$name', ({ name, folder }) => {
    let user: Consumer

    beforeAll(async () => {
      user = await follower(folder)
    }, 60_000)

    describe.skipIf(onQemu.has(name) && !peer('qemu'))('runs', () => {
      const runs = nodes.flatMap((node) => forms.map((form) => ({ node, form })))

      test.each(runs)(
        'on Node $node with $form',
        async ({ node, form }) => {
          const ran = user.runScript(form, await nodeBinary(node))
          if (onXen.test(name)) await expect(ran).rejects.toThrow(noXen)
          else expect(await ran).toContain("state: 'running'")
        },
        120_000,
      )
    })
  })

  describe.each(commands)('$name', ({ folder }) => {
    let user: Consumer

    beforeAll(async () => {
      user = await follower(folder)
    }, 60_000)

    test.each(nodes)(
      'runs on Node %i',
      async (node) => {
        const said = await user.runCommands(await nodeBinary(node))
        expect(said).toContain('Domain restored from /tmp/test.image')
      },
      120_000,
    )
  })

  describe('every example', () => {
    let user: TypeScriptConsumer

    beforeAll(async () => {
      const folders = libraries.map(({ folder }) => folder)
      user = new TypeScriptConsumer(folders, rehearsal.folder('typescript'))
      await user.install(rehearsal.registry)
    }, 60_000)

    test.each(resolutions)('compiles with %j', (options) => user.compile(options), 60_000)
  })

  describe('npm create @virt/driver', () => {
    let repository: Repository

    beforeAll(() => {
      repository = new Repository(rehearsal.folder('create-driver'), rehearsal.registry)
    })

    test('makes a repository that works as its README says, and compiles', async () => {
      expect(await repository.create()).toMatch(/ Id +Name +State\n-+\n/)
      await repository.run('npm', 'run', 'typecheck')
    }, 120_000)

    test('a method less is unsupported in its row of the matrix', async () => {
      using _without = repository.edit('src/life.ts', / {4}suspend: [\s\S]*?\n {4}\},\n/, '')
      await repository.run('npm', 'run', 'build')
      const said = await repository.run('npx', 'virt', 'drivers', '--driver', 'acme', '--matrix')
      const rows = said.split('\n').map((line) => line.trim().split(/\s+/))
      expect(rows.filter(([name]) => name === 'domains.suspend' || name === 'domains.resume')).toEqual([
        ['domains.suspend', '-'],
        ['domains.resume', 'yes'],
      ])
    }, 120_000)

    test('a broken rule makes its tests red, with a sentence that says which', async () => {
      using _broken = repository.edit('src/life.ts', 'run.paused = true', '')
      await expect(repository.run('npm', 'test')).rejects.toThrow(
        'acme breaks the rule "domains.suspend pauses a domain, and does nothing to one that is paused": ' +
          "the state after the suspension is 'running', not 'paused'",
      )
    }, 120_000)
  })
})
