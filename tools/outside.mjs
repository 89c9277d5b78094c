import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './lib/root.mjs'

const execute = promisify(execFile)

/** A folder outside the workspace, where packages are what npm makes of their tarballs. Gone when the test ends. */
export class Outside {
  constructor() {
    this.directory = mkdtempSync(join(tmpdir(), 'virt-outside-'))
  }

  /** Pack workspace packages, by their folders in packages/; answers the tarballs' paths. */
  pack(...folders) {
    return Promise.all(folders.map((folder) => this.#pack(folder)))
  }

  async #pack(folder) {
    const target = join(this.directory, 'tarballs', `${folder}.tgz`)
    await run(join(root, 'node_modules/.bin/pnpm'), ['pack', '--out', target], join(root, 'packages', folder))
    return target
  }

  /** Install tarballs into a folder, from the cache where that has the rest. */
  install(directory, ...specifiers) {
    const options = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']
    return run('npm', ['install', '--save-dev', ...options, ...specifiers], directory)
  }

  remove() {
    rmSync(this.directory, { recursive: true, force: true })
  }
}

/** Run a command without what this workspace's tools have put in the environment; answers how it ended and what it said. */
export async function run(command, args, cwd) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(npm_|NODE_OPTIONS|VITEST|NX_|INIT_CWD|NODE_ENV)/.test(name),
    ),
  )
  try {
    const { stdout, stderr } = await execute(command, args, { cwd, env, maxBuffer: 1 << 26 })
    return { status: 0, output: stdout + stderr }
  } catch (error) {
    return {
      status: error.code ?? 1,
      output: `${error.stdout ?? ''}${error.stderr ?? ''}${error.stdout === undefined ? error : ''}`,
    }
  }
}
