import { existsSync, readFileSync, statSync } from 'node:fs'

/** A command that starts the daemon. */
export interface Starter {
  readonly command: string
  readonly argv: readonly string[]
  readonly env: NodeJS.ProcessEnv
}

type Environment = Readonly<Record<string, string | undefined>>

const idle = ['--timeout', '30']
const helperEnvironment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' }

/** Helpers that belong to root and have the setuid bit, each made by the host's administrator. */
const setuidHelpers = ['/usr/local/libexec/virt-proxyd', '/usr/libexec/virt-proxyd']
/** Where an administrator installs the program itself, for sudoers and polkit rules to name. */
const programs = ['/usr/local/bin/virt-proxyd', '/usr/bin/virt-proxyd']
/** Without asking for a password on the terminal. */
const elevations = [
  { command: '/usr/bin/sudo', argv: ['-n'] },
  { command: '/usr/bin/pkexec', argv: ['--disable-internal-agent'] },
]

/** The one that `VIRT_PROXYD` names, which is told where to listen if it is not the usual place. */
export function namedStarter(socket: string | undefined, env: Environment): readonly Starter[] {
  const command = env.VIRT_PROXYD
  if (!command) return []
  return [
    { command, argv: [...idle, ...(socket === undefined ? [] : ['--socket', socket])], env: { ...env } },
  ]
}

/** Those that this host has, in the order in which they are tried. None where there is no Xen: asking would only fill root's logs. */
export function installedStarters(): readonly Starter[] {
  if (!onXen()) return []
  const program = programs.find((path) => existsSync(path))
  const elevated = program === undefined ? [] : elevations.filter(({ command }) => existsSync(command))
  return [
    ...setuidHelpers.filter(isSetuid).map((command) => ({ command, argv: idle, env: helperEnvironment })),
    ...elevated.map(({ command, argv }) => ({
      command,
      argv: [...argv, program as string, ...idle],
      env: helperEnvironment,
    })),
  ]
}

function isSetuid(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  return found !== undefined && found.uid === 0 && (found.mode & 0o4000) !== 0
}

function onXen(): boolean {
  return existsSync('/proc/xen/capabilities') || read('/sys/hypervisor/type').trim() === 'xen'
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
