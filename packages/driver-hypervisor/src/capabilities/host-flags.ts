import type { HostCpuFlags } from '@virt/core/config'

/** The features that libvirt tells of a Xen host: `pae` only of CPUs that cannot virtualize, for it looks no further. */
export function hostFlags(cpuinfo: string): HostCpuFlags {
  const lines = cpuinfo.split('\n').filter((line) => /^flags[ \t]+:/.test(line))
  const flags: { pae?: boolean; vmx?: boolean; svm?: boolean } = {}
  for (const line of lines) {
    const words = line.split(/\s+/).slice(1)
    const found = (['vmx', 'svm', 'pae'] as const).find((flag) => words.includes(flag))
    if (found) flags[found] = true
  }
  return flags
}
