import { spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const local = (name) => fileURLToPath(new URL(name, import.meta.url))

/** Debian's packages. None of its services has to run. */
export const howToGet =
  'apt install --no-install-recommends libvirt-daemon-system libvirt-daemon-driver-qemu libvirt-clients python3-libvirt libvirt-dev'

/** Why libvirt's daemon and its Python client cannot be run here; `undefined`: they can. */
export function missing() {
  if (process.getuid() !== 0) return 'libvirtd with files of its own needs root'
  const { status } = spawnSync('sh', ['-c', 'command -v libvirtd && /usr/bin/python3 -c "import libvirt"'])
  return status === 0 ? undefined : 'no libvirtd with python3-libvirt'
}

/**
 * A libvirtd with files of its own in a mount namespace of its own, and its client: `ask(what, ...)` answers what the
 * function of that name in `libvirt-peer.py` does. Its first connection takes 12 s, for it asks every emulator what it can
 * do, unless `cache` knows.
 */
export async function startLibvirt({ files, run, cache }) {
  const script = [local('libvirt-peer.sh'), files, run, cache, local('libvirt-peer.py')]
  const child = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', ...script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error('the libvirt client has ended')
    const { answer, error } = JSON.parse(value)
    if (error) throw new Error(`libvirt: ${error}`)
    return answer
  }
  const version = await next()
  const ask = (...request) => {
    child.stdin.write(`${JSON.stringify(request)}\n`)
    return next()
  }
  return { version, ask, end: () => child.stdin.end() }
}
