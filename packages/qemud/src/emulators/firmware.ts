import { access, readdir, readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { architectureOf } from './architectures.js'

/** A firmware image that is installed, as its descriptor tells (QEMU's docs/interop/firmware.json). */
export interface Firmware {
  readonly interfaces: readonly string[]
  /** `flash`: an image that the guest sees as flash memory; `memory`: for `-bios`. */
  readonly device: 'flash' | 'memory'
  readonly executable: string
  /** What a new domain's file of UEFI variables is copied from. */
  readonly template?: string
  /** QEMU's names of architectures, and patterns of machine types. */
  readonly targets: readonly { readonly architecture: string; readonly machines: readonly string[] }[]
  /** `secure-boot`, `enrolled-keys`, `requires-smm`, ... */
  readonly features: readonly string[]
}

/** The directories of descriptors, the most important last. */
export function firmwareDirectories(environment: NodeJS.ProcessEnv = process.env): readonly string[] {
  const own = environment['XDG_CONFIG_HOME'] ?? join(environment['HOME'] ?? homedir(), '.config')
  return ['/usr/share/qemu/firmware', '/etc/qemu/firmware', join(own, 'qemu/firmware')]
}

/**
 * The firmware of this host, in the order in which it is to be tried. A descriptor hides those of its name in less important
 * directories. One that cannot be understood, or whose images are not there, is left out.
 */
export async function installedFirmware(
  directories: readonly string[] = firmwareDirectories(),
): Promise<readonly Firmware[]> {
  const found = new Map<string, string>()
  for (const directory of directories)
    for (const file of await readdir(directory).catch(() => []))
      if (file.endsWith('.json')) found.set(file, join(directory, file))
  const paths = [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, path]) => path)
  const read = await Promise.all(paths.map((path) => readDescriptor(path).catch(() => undefined)))
  return read.filter((firmware) => firmware !== undefined)
}

/** Whether it is for machines of this type. */
export function suits({ targets }: Firmware, arch: string, machine: string): boolean {
  const target = architectureOf(arch)?.target ?? arch
  return targets.some(
    ({ architecture, machines }) =>
      architecture === target && machines.some((pattern) => matches(machine, pattern)),
  )
}

/** Whether a name is what a shell's pattern says. */
function matches(name: string, pattern: string): boolean {
  const words = pattern.split('*').map((word) => word.replaceAll(/[\\^$.+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`^${words.join('.*')}$`).test(name)
}

interface Descriptor {
  readonly 'interface-types': readonly string[]
  readonly mapping: {
    readonly device: 'flash' | 'memory' | 'kernel'
    readonly mode?: 'split' | 'combined' | 'stateless'
    readonly executable?: { readonly filename: string; readonly format: string }
    readonly 'nvram-template'?: { readonly filename: string; readonly format: string }
    readonly filename?: string
  }
  readonly targets: Firmware['targets']
  readonly features: readonly string[]
}

async function readDescriptor(path: string): Promise<Firmware | undefined> {
  const { mapping, targets, features, ...rest } = JSON.parse(await readFile(path, 'utf8')) as Descriptor
  const executable = mapping.executable?.filename ?? mapping.filename
  const template = mapping['nvram-template']
  const images = [mapping.executable, template].filter((image) => image !== undefined)
  if (mapping.device === 'kernel' || executable === undefined) return undefined
  if (images.some(({ format }) => format !== 'raw')) return undefined
  await access(executable)
  if (template) await access(template.filename)
  return {
    interfaces: rest['interface-types'],
    device: mapping.device,
    executable,
    template: template?.filename,
    targets: targets.map(({ architecture, machines }) => ({ architecture, machines })),
    features: [...features],
  }
}

/** Where Debian's packages put firmware, for showing command lines on a host that has none. */
export const usualFirmware: readonly Firmware[] = [
  {
    interfaces: ['uefi'],
    device: 'flash',
    executable: '/usr/share/OVMF/OVMF_CODE_4M.ms.fd',
    template: '/usr/share/OVMF/OVMF_VARS_4M.ms.fd',
    targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }],
    features: ['enrolled-keys', 'requires-smm', 'secure-boot'],
  },
  {
    interfaces: ['uefi'],
    device: 'flash',
    executable: '/usr/share/OVMF/OVMF_CODE_4M.secboot.fd',
    template: '/usr/share/OVMF/OVMF_VARS_4M.fd',
    targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }],
    features: ['requires-smm', 'secure-boot'],
  },
  {
    interfaces: ['uefi'],
    device: 'flash',
    executable: '/usr/share/OVMF/OVMF_CODE_4M.fd',
    template: '/usr/share/OVMF/OVMF_VARS_4M.fd',
    targets: [{ architecture: 'x86_64', machines: ['pc-i440fx-*', 'pc-q35-*'] }],
    features: [],
  },
  {
    interfaces: ['uefi'],
    device: 'flash',
    executable: '/usr/share/AAVMF/AAVMF_CODE.fd',
    template: '/usr/share/AAVMF/AAVMF_VARS.fd',
    targets: [{ architecture: 'aarch64', machines: ['virt-*'] }],
    features: [],
  },
]
