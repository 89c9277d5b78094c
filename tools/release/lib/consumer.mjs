import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { readmeExample } from '../../gates/lib/readme-example.mjs'
import { readManifest } from '../../gates/lib/packages.mjs'
import { root } from '../../lib/root.mjs'
import { asCommonJs } from './example-forms.mjs'
import { run } from './run.mjs'

/** @typedef {'import' | 'require'} Form */

/** Somebody who follows a package's README in an empty folder. */
export class Consumer {
  #registry
  #directory
  #readme
  #manifest
  #runs = 0

  /**
   * @param {string} folder the package's, `packages/core`
   * @param {import('./registry.mjs').Registry} registry
   * @param {string} directory
   */
  constructor(folder, registry, directory) {
    this.#registry = registry
    this.#directory = directory
    this.#readme = readFileSync(`${root}${folder}/README.md`, 'utf8')
    this.#manifest = readManifest(`${root}${folder}/package.json`)
  }

  /** What the README says to install, here instead of globally, and what a TypeScript project has besides. */
  async install() {
    writeFileSync(`${this.#directory}/package.json`, JSON.stringify({ private: true, type: 'module' }))
    const [line = ''] = /^npm install .*$/m.exec(this.#readme) ?? []
    const packages = line
      .replace(/#.*/, '')
      .split(/\s+/)
      .filter((word) => word.startsWith('@'))
    await this.#registry.run('npm', ['install', ...packages, '@types/node@20'], { cwd: this.#directory })
  }

  /**
   * @param {Form} form
   * @param {string} node the binary
   * @returns {Promise<string>} what the example printed
   */
  async runScript(form, node) {
    const file = form === 'import' ? 'example.mjs' : 'example.cjs'
    const text = this.#example()
    writeFileSync(`${this.#directory}/${file}`, form === 'import' ? text : asCommonJs(text))
    return run(node, [file], { cwd: this.#directory, env: this.#home() })
  }

  /**
   * @param {string} node the binary
   * @returns {Promise<string>} what the commands printed
   */
  async runCommands(node) {
    const path = `${dirname(node)}:${this.#directory}/node_modules/.bin:${process.env['PATH']}`
    return run('sh', ['-e'], {
      cwd: this.#directory,
      env: { ...this.#home(), PATH: path },
      input: this.#example(),
    })
  }

  /**
   * Compile the example, declarations of all packages included.
   * @param {Record<string, unknown>} compilerOptions
   */
  async compile(compilerOptions) {
    writeFileSync(`${this.#directory}/example.ts`, this.#example())
    const options = {
      target: 'es2022',
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      types: ['node'],
      ...compilerOptions,
    }
    writeFileSync(
      `${this.#directory}/tsconfig.json`,
      JSON.stringify({ compilerOptions: options, files: ['example.ts'] }),
    )
    await run(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', '.'], {
      cwd: this.#directory,
    })
  }

  #example() {
    const example = readmeExample(this.#readme, this.#manifest)
    if (!example) throw new Error(`${this.#manifest.name}: the README has no example`)
    return example.text
  }

  /** A home of its own for each run, so that its daemons are its own. */
  #home() {
    this.#runs += 1
    const home = `${this.#directory}/home-${this.#runs}`
    const places = ['RUNTIME_DIR', 'CONFIG_HOME', 'STATE_HOME', 'CACHE_HOME', 'DATA_HOME']
    mkdirSync(home, { recursive: true, mode: 0o700 })
    return { HOME: home, ...Object.fromEntries(places.map((name) => [`XDG_${name}`, home])) }
  }
}
