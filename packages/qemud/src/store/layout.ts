import { createHash } from 'node:crypto'
import { lstat, mkdir } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { VirtError } from '@virt/core/driver'
import { longestSocketPath } from '@virt/core/rpc'

/** Where an engine keeps its files: absolute directories. They are made, with mode 0700, when they are not there; others must not be able to write there. */
export interface Layout {
  /**
   * `NAME.xml` (0600) per defined domain; `autostart/` with links to those that start with the host;
   * `snapshots/UUID/NAME.json` per snapshot, and `.current.json` with the name of the current one: objects with a
   * `version`, the description as XML in `snapshot`.
   */
  readonly config: string
  /**
   * `UUID.json` per running domain: what a new engine needs to find it again. `arrived/COOKIE.json` per migration that ended
   * here. `reverting/UUID.json` per domain that is on its way back to a snapshot. Emptied when the host starts.
   */
  readonly state: string
  /** `UUID.save` (0600) per domain with a managed save. */
  readonly save: string
  /** `NAME.log`: the command line of each start, and what QEMU said. */
  readonly logs: string
  /** Unix sockets: monitors, and the lock of the engine that owns the directory. Short, for 107 bytes must hold a whole path. */
  readonly sockets: string
  /** `UUID/` per domain with an emulated security module: its state. Made when the first one starts. */
  readonly tpm: string
  /** What was learned about emulators. May be deleted at any time. */
  readonly cache: string
  /** `NAME.leases` and what else dnsmasq keeps of each virtual network. Made when the first one starts, with mode 0755: dnsmasq has a user of its own. */
  readonly networks: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** The directories of the system daemon. */
export function systemLayout(): Layout {
  return {
    config: '/etc/virt/qemu',
    state: '/run/virt/qemu',
    save: '/var/lib/virt/qemu/save',
    logs: '/var/log/virt/qemu',
    sockets: '/run/virt/qemu',
    tpm: '/var/lib/virt/qemu/tpm',
    cache: '/var/cache/virt/qemu',
    networks: '/var/lib/virt/networks',
  }
}

/** The directories of one user, after the XDG base directory specification. */
export function sessionLayout(environment: Environment = process.env): Layout {
  const cache = join(xdg(environment, 'XDG_CACHE_HOME', '.cache'), 'virt/qemu')
  const runtime = join(sessionRuntime(environment), 'qemu')
  return {
    config: join(xdg(environment, 'XDG_CONFIG_HOME', '.config'), 'virt/qemu'),
    state: runtime,
    save: join(xdg(environment, 'XDG_STATE_HOME', '.local/state'), 'virt/qemu/save'),
    logs: join(xdg(environment, 'XDG_STATE_HOME', '.local/state'), 'virt/qemu/log'),
    sockets: shortened(runtime),
    tpm: join(xdg(environment, 'XDG_STATE_HOME', '.local/state'), 'virt/qemu/tpm'),
    cache,
    networks: join(xdg(environment, 'XDG_STATE_HOME', '.local/state'), 'virt/networks'),
  }
}

/** Everything under one directory. */
export function embedLayout(root: string): Layout {
  return {
    config: join(root, 'etc'),
    state: join(root, 'run'),
    save: join(root, 'save'),
    logs: join(root, 'log'),
    sockets: shortened(join(root, 'run')),
    tpm: join(root, 'tpm'),
    cache: join(root, 'cache'),
    networks: join(root, 'networks'),
  }
}

/** Where one user's daemon listens: `$XDG_RUNTIME_DIR/virt`, or without one a directory in the user's cache. */
export function sessionRuntime(environment: Environment = process.env): string {
  const runtime = environment.XDG_RUNTIME_DIR
  return runtime ? join(runtime, 'virt') : join(xdg(environment, 'XDG_CACHE_HOME', '.cache'), 'virt/run')
}

/** Make the directories of a layout, private to this user. */
export async function prepareLayout(layout: Layout): Promise<void> {
  const { config, state, save, logs, sockets, cache } = layout
  for (const directory of [config, state, save, logs, sockets, cache]) await makePrivate(directory)
}

/** Make a directory of mode 0700, or make sure that it is one of ours, where nobody else can write. */
async function makePrivate(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const found = await lstat(directory)
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0)
    throw new VirtError('ACCESS_DENIED', `'${directory}' is not a directory of this user alone`, {
      origin: 'QEMU',
    })
}

const longestSocketName = 'ffffffff-ffff-ffff-ffff-ffffffffffff/channel999.sock'.length

function shortened(directory: string): string {
  if (Buffer.byteLength(directory) + 1 + longestSocketName <= longestSocketPath) return directory
  const digest = createHash('sha256').update(directory).digest('hex').slice(0, 16)
  return join(tmpdir(), `virt-${process.getuid?.() ?? 0}-${digest}`)
}

function xdg(environment: Environment, variable: string, fallback: string): string {
  const value = environment[variable]
  return value?.startsWith('/') ? value : join(environment.HOME ?? homedir(), fallback)
}
