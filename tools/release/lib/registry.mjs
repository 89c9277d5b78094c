import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { run } from './run.mjs'
import { upstreamRegistry } from './upstream.mjs'

/** A registry on loopback that keeps our packages in a directory and fetches everybody else's from npm. */
export class Registry {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #process
  #directory
  /** @type {string} */
  url = ''

  /** @param {string} directory where it keeps its files; made here */
  constructor(directory) {
    this.#directory = directory
  }

  async start() {
    const port = await freePort()
    this.url = `http://127.0.0.1:${port}/`
    mkdirSync(this.#directory, { recursive: true })
    writeFileSync(`${this.#directory}/config.json`, JSON.stringify(configuration(this.#directory)))
    writeFileSync(`${this.#directory}/npmrc`, userConfiguration(this.url, this.#directory))
    const verdaccio = createRequire(import.meta.url).resolve('verdaccio/bin/verdaccio')
    const args = [verdaccio, '--config', `${this.#directory}/config.json`, '--listen', `127.0.0.1:${port}`]
    this.#process = spawn(process.execPath, args, { stdio: 'ignore' })
    await this.#answering()
  }

  async stop() {
    const server = this.#process
    if (!server || server.exitCode !== null) return
    server.kill()
    await once(server, 'exit')
  }

  /**
   * Run npm, or what runs npm, with this registry and a cache of its own: the same version is published again and again
   * with other contents.
   * @param {string} command
   * @param {string[]} args
   * @param {{cwd: string, input?: string, env?: Record<string, string>}} options
   */
  run(command, args, { env, ...options }) {
    const registry = { npm_config_userconfig: `${this.#directory}/npmrc`, npm_config_registry: this.url }
    return run(command, args, { ...options, env: { ...registry, ...env } })
  }

  async #answering() {
    for (let tries = 0; tries < 300; tries += 1) {
      const answer = await fetch(`${this.url}-/ping`).catch(() => undefined)
      if (answer?.ok) return
      await sleep(100)
    }
    throw new Error(`no registry answers at ${this.url}`)
  }
}

/** @param {string} directory */
function configuration(directory) {
  return {
    storage: `${directory}/storage`,
    uplinks: { npm: { url: upstreamRegistry() } },
    packages: {
      '@virt/*': { access: '$all', publish: '$all' },
      '**': { access: '$all', proxy: 'npm' },
    },
    log: { type: 'stdout', level: 'error' },
  }
}

/**
 * @param {string} url
 * @param {string} directory
 */
function userConfiguration(url, directory) {
  const settings = ['audit=false', 'yes=true', 'fund=false', 'update-notifier=false', 'loglevel=error']
  return [
    `registry=${url}`,
    `cache=${directory}/cache`,
    `${url.replace('http:', '')}:_authToken=loopback`,
    ...settings,
  ].join('\n')
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
