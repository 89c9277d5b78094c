import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const mark = 'VIRT_CHAOS_ROOT'
const asRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']
const own = [...asRoot, '--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc']

/** The directory that a storm may fill, when this process has a host of its own. */
export const rootOfStorm = () => process.env[mark] ?? ''

export const isConfined = () => rootOfStorm() !== ''

/**
 * Run a program with processes, mounts and network devices of its own: whatever it leaves ends with it. Answers its status.
 * @param {string} program @param {readonly string[]} args
 */
export async function confined(program, args) {
  if (spawnSync('unshare', [...own, 'true']).status !== 0) {
    console.error('This needs namespaces of its own: root, or user namespaces.')
    return 2
  }
  const root = mkdtempSync(join(tmpdir(), 'virt-chaos-'))
  const command = ['sh', '-c', '"$@"; exit $?', 'sh', process.execPath, program, ...args]
  const child = spawn('unshare', [...own, ...command], {
    stdio: 'inherit',
    env: { ...process.env, [mark]: root },
  })
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGKILL'))
  const [status] = await once(child, 'exit')
  rmSync(root, { recursive: true, force: true })
  return status ?? 1
}

/** Whether virtual networks can be made here: their programs are there, and the kernel takes rules. */
export function mayNetwork() {
  const programs = [
    ['nft', 'list', 'tables'],
    ['dnsmasq', '--version'],
    ['tc', '-Version'],
  ]
  return programs.every(([program, ...args]) => spawnSync(program, args).status === 0)
}

/**
 * Prepare the host: a small disk, and a bridge where that is possible. Answers whether there is one.
 * @param {string} root @param {number} megabytes @param {string} bridge
 */
export function furnish(root, megabytes, bridge) {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', root])
  for (const directory of ['images', 'run']) mkdirSync(join(root, directory), { mode: 0o700 })
  execFileSync('mount', ['-t', 'sysfs', 'sysfs', '/sys'])
  const scratch = spawnSync('ip', ['tuntap', 'add', 'dev', 'scratch', 'mode', 'tap'])
  if (scratch.status !== 0) return false
  execFileSync('ip', ['link', 'delete', 'scratch'])
  execFileSync('ip', ['link', 'add', bridge, 'type', 'bridge'])
  return true
}
