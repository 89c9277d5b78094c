import { spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const local = (name) => fileURLToPath(new URL(name, import.meta.url))

/** Whether libvirt's daemon and its Python client can be run here. */
export function hasLibvirt() {
  if (process.getuid() !== 0) return false
  const { status } = spawnSync('sh', ['-c', 'command -v libvirtd && /usr/bin/python3 -c "import libvirt"'])
  return status === 0
}

/**
 * A libvirtd with files of its own in a mount namespace of its own, and its client: `ask(what, ...)` answers the
 * milliseconds that libvirt took. The first connection takes 12 s, for libvirt asks every emulator what it can do.
 */
export async function startLibvirt(directory) {
  const argv = [
    '--mount',
    '--propagation',
    'private',
    local('libvirt-peer.sh'),
    directory,
    local('libvirt-peer.py'),
  ]
  const child = spawn('unshare', argv, { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error('the libvirt client has ended')
    return JSON.parse(value)
  }
  const version = await next()
  const ask = (...request) => {
    child.stdin.write(`${JSON.stringify(request)}\n`)
    return next()
  }
  return { version, ask, end: () => child.stdin.end() }
}
