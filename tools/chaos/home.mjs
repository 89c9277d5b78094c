import { execFileSync } from 'node:child_process'
import { copyFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { furnish, mayNetwork } from './confined.mjs'
import { processes } from './processes.mjs'

const variables = {
  XDG_CONFIG_HOME: 'config',
  XDG_STATE_HOME: 'state',
  XDG_CACHE_HOME: 'cache',
  XDG_RUNTIME_DIR: 'run',
}

export const bridge = 'chaos0'

const confOption = '--conf-file='

/** The directories of a user on a host of its own, and what is there. */
export class Home {
  /** @param {string} root @param {number} guests @param {boolean} networked whether networks are wanted */
  constructor(root, guests, networked) {
    this.root = root
    this.definitions = join(root, 'config/virt/qemu')
    this.autostarts = join(this.definitions, 'autostart')
    this.snapshots = join(this.definitions, 'snapshots')
    this.runtime = join(root, 'run/virt/qemu')
    this.reverts = join(this.runtime, 'reverting')
    this.saves = join(root, 'state/virt/qemu/save')
    this.images = join(root, 'images')
    this.log = join(root, 'state/virt/qemu/qemud.log')
    this.networks = {
      definitions: join(this.definitions, 'networks'),
      states: join(this.runtime, 'networks'),
      dnsmasq: join(root, 'state/virt/networks'),
    }
    for (const [name, directory] of Object.entries(variables)) process.env[name] = join(root, directory)
    this.bridged = furnish(root, 64 + 16 * guests, bridge)
    this.networked = networked && this.bridged && mayNetwork()
    execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', join(this.images, 'template'), '4M'])
    for (const medium of [0, 1]) writeFileSync(this.medium(medium), Buffer.alloc(2048))
  }

  /** @param {number} number */
  medium(number) {
    return join(this.images, `medium${number}.iso`)
  }

  /**
   * The image of a machine above so many others.
   * @param {string} key @param {number} level
   */
  image(key, level) {
    return join(this.images, level === 0 ? `${key}.qcow2` : `${key}.e${level}`)
  }

  /**
   * An empty disk in place of all images of a machine.
   * @param {string} key
   */
  renewDisk(key) {
    for (const file of readdirSync(this.images))
      if (file.startsWith(`${key}.`)) rmSync(join(this.images, file))
    copyFileSync(join(this.images, 'template'), this.image(key, 0))
  }

  /** Every QEMU with a machine: its name, its uuid and its pid. */
  guests() {
    return processes().flatMap(({ pid, words }) => {
      const after = (/** @type {string} */ option) => words[words.indexOf(option) + 1] ?? ''
      const name = /guest=([^,]+)/.exec(after('-name'))?.[1]
      return /qemu-system/.test(words[0] ?? '') && name !== undefined
        ? [{ pid, name, uuid: after('-uuid') }]
        : []
    })
  }

  /** Every dnsmasq: its pid and its configuration. */
  dnsmasqs() {
    return processes().flatMap(({ pid, words }) => {
      const conf = words.find((word) => word.startsWith(confOption))?.slice(confOption.length)
      return /dnsmasq$/.test(words[0] ?? '') && conf !== undefined ? [{ pid, conf }] : []
    })
  }

  daemons() {
    return processes().flatMap(({ pid, words }) =>
      /node/.test(words[0] ?? '') && words[1]?.endsWith('virt-qemud.js') ? [pid] : [],
    )
  }
}
