import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { root } from '../../lib/root.mjs'
import { readmeOf } from './readme-of.mjs'
import { run } from './run.mjs'

const strict = { target: 'es2022', strict: true, noEmit: true, skipLibCheck: false, types: ['node'] }

/** A TypeScript project whose programs are the examples of several packages. */
export class TypeScriptConsumer {
  #folders
  #directory

  /**
   * @param {string[]} folders the packages', `packages/core`
   * @param {string} directory
   */
  constructor(folders, directory) {
    this.#folders = folders
    this.#directory = directory
  }

  /** @param {import('./registry.mjs').Registry} registry */
  async install(registry) {
    writeFileSync(`${this.#directory}/package.json`, JSON.stringify({ private: true, type: 'module' }))
    const packages = new Set(this.#folders.flatMap((folder) => readmeOf(folder).installs))
    await registry.run('npm', ['install', ...packages, '@types/node@20'], { cwd: this.#directory })
    for (const folder of this.#folders)
      writeFileSync(`${this.#directory}/${basename(folder)}.ts`, readmeOf(folder).example)
  }

  /**
   * Check the programs, and the declarations of everything that they import.
   * @param {Record<string, unknown>} options how modules are found
   */
  async compile(options) {
    const configuration = { compilerOptions: { ...strict, ...options }, include: ['*.ts'] }
    writeFileSync(`${this.#directory}/tsconfig.json`, JSON.stringify(configuration))
    const compiler = `${root}node_modules/typescript/bin/tsc`
    await run(process.execPath, [compiler, '-p', '.'], { cwd: this.#directory })
  }
}
