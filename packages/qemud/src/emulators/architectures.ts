import { machine } from 'node:os'

/** A guest architecture: libvirt's name, the end of its emulator's file name, and the machine type that a domain gets by default. */
export interface Architecture {
  readonly arch: string
  /** `qemu-system-<target>`, and what `query-target` answers. */
  readonly target: string
  readonly wordSize: 32 | 64
  /** Absent: what QEMU says is its default. */
  readonly machine?: string
}

/** The architectures that QEMU emulates, in libvirt's order. */
export const architectures: readonly Architecture[] = [
  { arch: 'alpha', target: 'alpha', wordSize: 64 },
  { arch: 'armv7l', target: 'arm', wordSize: 32, machine: 'virt' },
  { arch: 'aarch64', target: 'aarch64', wordSize: 64, machine: 'virt' },
  { arch: 'cris', target: 'cris', wordSize: 32 },
  { arch: 'hppa', target: 'hppa', wordSize: 32 },
  { arch: 'i686', target: 'i386', wordSize: 32, machine: 'pc' },
  { arch: 'loongarch64', target: 'loongarch64', wordSize: 64, machine: 'virt' },
  { arch: 'm68k', target: 'm68k', wordSize: 32 },
  { arch: 'microblaze', target: 'microblaze', wordSize: 32 },
  { arch: 'microblazeel', target: 'microblazeel', wordSize: 32 },
  { arch: 'mips', target: 'mips', wordSize: 32 },
  { arch: 'mipsel', target: 'mipsel', wordSize: 32 },
  { arch: 'mips64', target: 'mips64', wordSize: 64 },
  { arch: 'mips64el', target: 'mips64el', wordSize: 64 },
  { arch: 'or1k', target: 'or1k', wordSize: 32 },
  { arch: 'ppc', target: 'ppc', wordSize: 32 },
  { arch: 'ppc64', target: 'ppc64', wordSize: 64, machine: 'pseries' },
  { arch: 'ppc64le', target: 'ppc64', wordSize: 64, machine: 'pseries' },
  { arch: 'riscv32', target: 'riscv32', wordSize: 32, machine: 'virt' },
  { arch: 'riscv64', target: 'riscv64', wordSize: 64, machine: 'virt' },
  { arch: 's390x', target: 's390x', wordSize: 64, machine: 's390-ccw-virtio' },
  { arch: 'sh4', target: 'sh4', wordSize: 32 },
  { arch: 'sh4eb', target: 'sh4eb', wordSize: 32 },
  { arch: 'sparc', target: 'sparc', wordSize: 32 },
  { arch: 'sparc64', target: 'sparc64', wordSize: 64 },
  { arch: 'x86_64', target: 'x86_64', wordSize: 64, machine: 'pc' },
  { arch: 'xtensa', target: 'xtensa', wordSize: 32 },
  { arch: 'xtensaeb', target: 'xtensaeb', wordSize: 32 },
]

/** The architecture of that libvirt name. */
export function architectureOf(arch: string): Architecture | undefined {
  return architectures.find((row) => row.arch === arch)
}

/** The architecture whose emulator has that target. */
export function architectureOfTarget(target: string): Architecture | undefined {
  return architectures.find((row) => row.target === target)
}

/** This host's architecture, in libvirt's spelling. */
export function hostArch(): string {
  return machine()
}

const alsoNative: Readonly<Record<string, readonly string[]>> = {
  x86_64: ['i686'],
  aarch64: ['armv7l'],
  ppc64le: ['ppc64'],
  ppc64: ['ppc64le'],
}

/** Whether the host's processor runs that architecture's code itself, so that KVM can be used for it. */
export function isNative(arch: string, host: string = hostArch()): boolean {
  return arch === host || (alsoNative[host]?.includes(arch) ?? false)
}
