import type { CpuConfig, CpuFeature } from '@virt/core/config'
import type { Switch } from './cpu.js'
import { isX86, unsupported, type Plan } from './plan.js'

/** Features that are switched on or off, in the words of this QEMU. What it cannot have cannot be demanded. */
export function featureSwitches(plan: Plan, { features = [] }: CpuConfig): readonly Switch[] {
  checkVectors(features)
  const known = new Set([...plan.emulator.cpuFeatures].map(plain))
  return features.flatMap((feature): readonly Switch[] => {
    const off = isOff(feature)
    if (known.size === 0 || known.has(plain(feature.name))) return [[feature.name, off ? 'off' : 'on']]
    if ((off && isX86(plan)) || feature.policy === 'optional' || leftOut.has(feature.name)) return []
    throw unsupported(`unknown CPU feature: ${feature.name}`)
  })
}

/** Words of libvirt's CPU models that are the host's matter, or the guest's own doing. */
const leftOut = new Set(['cmt', 'mbm_total', 'mbm_local', 'osxsave', 'ospke'])

function isOff({ policy }: CpuFeature): boolean {
  return policy === 'disable' || policy === 'forbid'
}

/** QEMU takes `lahf_lm`, `lahf-lm` and `sse4.1`, `sse4-1` for the same. */
function plain(name: string): string {
  return name.replaceAll(/[_.]/g, '-')
}

function checkVectors(features: readonly CpuFeature[]): void {
  const sve = features.find(({ name }) => name === 'sve')
  const lengths = features.some((feature) => /^sve\d+$/.test(feature.name) && !isOff(feature))
  if (sve && isOff(sve) && lengths) throw unsupported('SVE disabled, but SVE vector lengths provided')
}
