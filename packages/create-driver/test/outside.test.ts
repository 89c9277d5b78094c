import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Outside, type Run, run } from '../../../tools/outside.mjs'
import { peer } from '../../../tools/peers.mjs'

/** As a stranger meets it. */
describe.skipIf(!peer('registry'))(
  'a generated repository, from tarballs alone (needs the npm registry)',
  () => {
    const outside = new Outside()
    const directory = join(outside.directory, 'virt-driver-acme')
    const npm = (...args: string[]) => run('npm', args, directory)
    const virt = (...args: string[]) => run('npx', ['virt', ...args], directory)

    /** What was said is the reason, when it went wrong. */
    const succeeds = async (work: Promise<Run>): Promise<string> => {
      const { status, output } = await work
      expect(status, output).toBe(0)
      return output
    }

    /** Edit a source file; answers the way back. */
    const edit = async (
      file: string,
      before: string | RegExp,
      after: string,
    ): Promise<() => Promise<void>> => {
      const path = join(directory, file)
      const text = await readFile(path, 'utf8')
      await writeFile(path, text.replace(before, after))
      return () => writeFile(path, text)
    }

    beforeAll(async () => {
      const [core, cli, create] = await outside.pack('core', 'cli', 'create-driver')
      const home = join(outside.directory, 'home')
      await mkdir(home)
      await writeFile(join(home, 'package.json'), '{}')
      await succeeds(outside.install(home, core!, cli!, create!))
      await succeeds(run('npm', ['create', '@virt/driver', 'acme', '--', '--directory', directory], home))
      await succeeds(outside.install(directory, core!, cli!))
    }, 300_000)

    afterAll(() => outside.remove())

    it('compiles, and its tests are green', async () => {
      await succeeds(npm('run', 'typecheck'))
      expect(await succeeds(npm('test', '--', '--reporter=verbose'))).toContain(
        'domains.start lets a defined domain run, with an id',
      )
    }, 120_000)

    it('is opened by the command line, from its own folder', async () => {
      await succeeds(npm('run', 'build'))
      const output = await succeeds(virt('-c', 'acme:///default', 'list', '--all'))
      expect(output).toContain(' Id   Name   State\n--------------------\n')
    }, 60_000)

    it('with a method less, its row of the matrix is unsupported, and its tests are green', async () => {
      const undo = await edit('src/life.ts', / {4}suspend: [\s\S]*?\n {4}\},\n/, '')
      await succeeds(npm('run', 'build'))
      const { output } = await virt('drivers', '--driver', 'acme', '--matrix')
      const rows = output.split('\n').map((line) => line.trim().split(/\s+/))
      expect(rows.filter(([name]) => name === 'domains.suspend' || name === 'domains.resume')).toEqual([
        ['domains.suspend', '-'],
        ['domains.resume', 'yes'],
      ])
      await succeeds(npm('test'))
      await undo()
    }, 120_000)

    it('with a rule broken, its tests are red with a sentence that says which', async () => {
      const undo = await edit('src/life.ts', 'run.paused = true', '')
      const { status, output } = await npm('test')
      expect(output).toContain(
        'acme breaks the rule "domains.suspend pauses a domain, and does nothing to one that is paused": ' +
          "the state after the suspension is 'running', not 'paused'",
      )
      expect(status).not.toBe(0)
      await undo()
    }, 120_000)
  },
)
