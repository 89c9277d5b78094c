import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { asCommonJs } from './example-forms.mjs'
import { readmeOf } from './readme-of.mjs'
import { run } from './run.mjs'

/** @typedef {'import' | 'require'} Form */

/** Somebody who follows a package's README in an empty folder. */
export class Consumer {
  #directory
  #readme
  #runs = 0

  /**
   * @param {string} folder the package's, `packages/core`
   * @param {string} directory
   */
  constructor(folder, directory) {
    this.#directory = directory
    this.#readme = readmeOf(folder)
  }

  /**
   * Here instead of globally.
   * @param {import('./registry.mjs').Registry} registry
   */
  async install(registry) {
    writeFileSync(`${this.#directory}/package.json`, JSON.stringify({ private: true }))
    await registry.run('npm', ['install', ...this.#readme.installs], { cwd: this.#directory })
  }

  /**
   * @param {Form} form
   * @param {string} node the binary
   * @returns {Promise<string>} what the example printed
   */
  async runScript(form, node) {
    const [file, text] =
      form === 'import'
        ? ['example.mjs', this.#readme.example]
        : ['example.cjs', asCommonJs(this.#readme.example)]
    writeFileSync(`${this.#directory}/${file}`, text)
    return run(node, [file], { cwd: this.#directory, env: this.#home() })
  }

  /**
   * @param {string} node the binary
   * @returns {Promise<string>} what the commands printed
   */
  async runCommands(node) {
    const path = `${dirname(node)}:${this.#directory}/node_modules/.bin:${process.env['PATH']}`
    const env = { ...this.#home(), PATH: path }
    return run('sh', ['-e'], { cwd: this.#directory, env, input: this.#readme.example })
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
