/** A guest that Xen can run, with what its several entries say of it together. */
export interface GuestKind {
  readonly hvm: boolean
  readonly arch: string
  readonly wordsize: 32 | 64
  readonly features: { pae?: boolean; nonpae?: boolean; ia64Be?: boolean }
}

const entry = /^(xen|hvm)-\d+\.\d+-(x86_32|x86_64|ia64|powerpc64)(p|be)?$/

const architectures: Readonly<Record<string, Pick<GuestKind, 'arch' | 'wordsize'>>> = {
  x86_32: { arch: 'i686', wordsize: 32 },
  x86_64: { arch: 'x86_64', wordsize: 64 },
  ia64: { arch: 'ia64', wordsize: 64 },
  powerpc64: { arch: 'ppc64', wordsize: 64 },
}

const features: Readonly<Record<string, keyof GuestKind['features']>> = {
  x86_32: 'nonpae',
  x86_32p: 'pae',
  ia64be: 'ia64Be',
}

/** The kinds in the order in which Xen names them first. Entries that are not understood are passed over. */
export function guestKinds(capabilities: string): readonly GuestKind[] {
  const kinds = new Map<string, GuestKind>()
  for (const word of capabilities.split(/\s+/)) {
    const [, kind, machine = '', variant = ''] = entry.exec(word) ?? []
    const architecture = architectures[machine]
    if (!kind || !architecture) continue
    const key = `${kind} ${machine}`
    const known = kinds.get(key) ?? { hvm: kind === 'hvm', ...architecture, features: {} }
    kinds.set(key, known)
    const feature = features[machine + variant]
    if (feature) known.features[feature] = true
  }
  return [...kinds.values()]
}
