import { readFileSync, writeFileSync } from 'node:fs'
import { codeBlocks } from '../../gates/lib/markdown.mjs'
import { root } from '../../lib/root.mjs'

/** The repository of a new driver, whose author follows the README of `npm create @virt/driver`. */
export class Repository {
  #home
  #registry

  /**
   * @param {string} home an empty folder
   * @param {import('./registry.mjs').Registry} registry
   */
  constructor(home, registry) {
    this.#home = home
    this.#registry = registry
  }

  /** Make it and use it; answers what was printed. */
  create() {
    const readme = readFileSync(`${root}packages/create-driver/README.md`, 'utf8')
    const [create, use] = codeBlocks(readme).filter(({ language }) => language === 'sh')
    return this.#registry.run('sh', ['-e'], { cwd: this.#home, input: `${create?.text}${use?.text}` })
  }

  /**
   * @param {string} command
   * @param {string[]} args
   */
  run(command, ...args) {
    return this.#registry.run(command, args, { cwd: this.#directory })
  }

  /**
   * Change a source file, until what is answered is disposed of.
   * @param {string} file
   * @param {string | RegExp} before
   * @param {string} after
   */
  edit(file, before, after) {
    const path = `${this.#directory}/${file}`
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, text.replace(before, after))
    return { [Symbol.dispose]: () => writeFileSync(path, text) }
  }

  get #directory() {
    return `${this.#home}/virt-driver-acme`
  }
}
