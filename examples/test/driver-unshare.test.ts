import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Outside, type Run, run } from '../../tools/outside.mjs'
import { peer } from '../../tools/peers.mjs'

const patient = { timeout: 10_000 }
const read = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '')

const source = fileURLToPath(new URL('../driver-unshare', import.meta.url))

describe.skipIf(!peer('registry') || !peer('unshare'))(
  'a driver of a third party, from tarballs alone (needs the npm registry, and unshare)',
  () => {
    const outside = new Outside()
    const directory = join(outside.directory, 'driver-unshare')
    const npm = (...args: string[]) => run('npm', args, directory)

    const succeeds = async (work: Promise<Run>): Promise<string> => {
      const { status, output } = await work
      expect(status, output).toBe(0)
      return output
    }

    beforeAll(async () => {
      const tarballs = await outside.pack('core', 'cli')
      await cp(source, directory, { recursive: true, filter: (path) => !/node_modules|dist$/.test(path) })
      await succeeds(outside.install(directory, ...tarballs))
      await succeeds(npm('run', 'build'))
    }, 300_000)

    afterAll(() => outside.remove())

    it('compiles, and passes the conformance kit and its own tests', async () => {
      await succeeds(npm('run', 'typecheck'))
      const output = await succeeds(npm('test', '--', '--reporter=verbose'))
      expect(output).toContain('a console ends when the guest does')
    }, 180_000)

    it('is what the command line finds for its scheme', async () => {
      const output = await succeeds(run('npx', ['virt', '-c', 'unshare:///default', 'uri'], directory))
      expect(output).toContain('unshare:///default\n')
    }, 30_000)

    it('lets no domain outlive the process that started it', async () => {
      const program = `
      import './dist/index.js'
      import { open } from '@virt/core'
      const connection = await open('unshare:///default')
      const domain = await connection.createDomain({
        type: 'lxc', name: 'one', memory: 65536,
        os: { type: { name: 'exe' }, init: '/bin/sleep', initArgs: ['1000'] },
      })
      console.log(String(domain.id))
      process.stdin.resume() // until it is closed, or this is killed
    `
      const owner = spawn(process.execPath, ['--input-type=module', '-e', program], { cwd: directory })
      try {
        const [id] = (await once(owner.stdout, 'data')) as [Buffer]
        const leader = Number(id.toString())
        const children = () => read(`/proc/${leader}/task/${leader}/children`)
        await expect.poll(children, patient).not.toBe('')
        const first = Number(await children())
        const init = () => read(`/proc/${first}/cmdline`)
        await expect.poll(init, patient).toMatch(/^\/bin\/sleep/)
        owner.kill('SIGKILL')
        await expect.poll(init, patient).toBe('')
      } finally {
        owner.kill('SIGKILL')
      }
    }, 30_000)
  },
)
