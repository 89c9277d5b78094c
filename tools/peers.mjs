import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { linuxGuestVersion } from './guests/linux.mjs'
import { labVersion } from './xen-lab/lib/image.mjs'
import { storeVersion } from './xenstored/program.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const required = new Set((process.env.VIRT_TEST_REQUIRE ?? '').split(',').filter(Boolean))

const asRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']

/** The real things that tests talk to: how each is found on this machine, and what version it is. */
const peers = {
  qemu: () => firstLine('qemu-system-x86_64', '--version'),
  'qemu-img': () => firstLine('qemu-img', '--version'),
  // Emulators and assemblers of ARM and RISC-V.
  'foreign-machines': () =>
    ['aarch64', 'arm', 'riscv64'].every((target) => firstLine(`qemu-system-${target}`, '--version')) &&
    ['aarch64-linux-gnu', 'arm-linux-gnueabihf', 'riscv64-linux-gnu'].every((prefix) =>
      firstLine(`${prefix}-as`, '--version'),
    )
      ? 'present'
      : undefined,
  ovmf: () => (existsSync('/usr/share/qemu/firmware/60-edk2-x86_64.json') ? 'present' : undefined),
  corpus: () => (existsSync(`${root}../shared/corpus/README.md`) ? 'present' : undefined),
  gcc: () => firstLine('gcc', '--version'),
  unshare: () =>
    firstLine('unshare', ...asRoot, '--pid', '--fork', '--mount-proc', 'true') === undefined
      ? undefined
      : firstLine('unshare', '--version'),
  namespaces: () =>
    process.getuid?.() === 0 &&
    firstLine('unshare', '--net', '--mount', 'ip', 'link', 'set', 'lo', 'up') !== undefined
      ? firstLine('ip', '-V')
      : undefined,
  dnsmasq: () => firstLine('dnsmasq', '--version'),
  nft: () => firstLine('nft', '--version'),
  registry: () =>
    firstLine('npm', 'ping', '--fetch-timeout=5000', '--fetch-retries=0') === undefined
      ? undefined
      : 'reachable',
  'libxen-dev': () =>
    existsSync('/usr/include/xen/domctl.h') ? firstLine('gcc', '--version') && 'present' : undefined,
  xenstored: storeVersion,
  'xen-lab': labVersion,
  'linux-guest': linuxGuestVersion,
  swtpm: () => firstLine('swtpm', '--version'),
  tap: () =>
    process.getuid?.() === 0 && existsSync('/dev/net/tun') ? firstLine('ip', '-Version') : undefined,
  'qemu-ga': () => firstLine('qemu-ga', '--version'),
}

export const corpus = `${root}../shared/corpus`

/** Whether a peer is here. A peer that VIRT_TEST_REQUIRE names and that is missing is an error, not a skip. */
export function peer(name) {
  const version = peers[name]()
  if (version === undefined && required.has(name))
    throw new Error(`VIRT_TEST_REQUIRE names ${name}, and it is not here`)
  return version !== undefined
}

function firstLine(command, ...args) {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split(
      '\n',
    )[0]
  } catch {
    return undefined
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [name, find] of Object.entries(peers)) console.log(`${name}\t${find() ?? '-'}`)
