import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const furthest = 1_000_000

/**
 * Start the next daemon with a clock that has jumped: what it measures times with is seconds to days ahead of what the last
 * one had. The clock on the wall is the host's, of which there is one for all.
 * @param {ReturnType<import('../fuzz/random.mjs').random>} chance @param {import('./home.mjs').Home} home
 */
export function startDaemonLater(chance, { log }) {
  const manifest = createRequire(import.meta.resolve('@virt/driver-qemu')).resolve('@virt/qemud/package.json')
  const daemon = [
    process.execPath,
    join(dirname(manifest), 'bin/virt-qemud.js'),
    '--session',
    '--timeout',
    '30',
  ]
  const later = ['--time', '--monotonic', `${chance.below(furthest)}`, '--fork', '--kill-child']
  const words = openSync(log, 'a', 0o600)
  spawn('unshare', [...later, ...daemon], {
    stdio: ['ignore', words, words],
    cwd: '/',
    detached: true,
  }).unref()
  closeSync(words)
}
