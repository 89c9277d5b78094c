const libvirtNames: Readonly<Partial<Record<NodeJS.Architecture, string>>> = {
  x64: 'x86_64',
  ia32: 'i686',
  arm64: 'aarch64',
  arm: 'armv7l',
  ppc64: 'ppc64le',
  s390x: 's390x',
  riscv64: 'riscv64',
  loong64: 'loongarch64',
  mips: 'mips',
  mipsel: 'mipsel',
}

/** This machine's CPU architecture as libvirt spells it. */
export function hostArchitecture(): string {
  return libvirtNames[process.arch] ?? process.arch
}
