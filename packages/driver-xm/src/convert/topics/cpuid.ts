import type { CpuConfig, CpuFeature } from '@virt/core/config'
import { unsupported } from '@virt/xen-common'
import { optionOf } from '../options.js'
import type { Settings } from '../settings.js'
import type { Topic } from '../topic.js'

/** What the guest sees of the host's processor: all of it, except for what is said here. */
export const cpuid: Topic = {
  keys: ['nestedhvm', 'cpuid'],
  read(settings, { guest }) {
    const nested = guest === 'hvm' ? settings.flag('nestedhvm') : undefined
    const features = [...(nested === false ? [without] : []), ...featuresOf(settings)]
    if (nested === undefined && features.length === 0) return {}
    return { cpu: { mode: 'host-passthrough', ...(features.length > 0 && { features }) } }
  },
  write({ cpu }, { guest }) {
    if (cpu?.mode !== 'host-passthrough') return {}
    return { nestedhvm: guest === 'hvm' ? Number(isNested(cpu)) : undefined, cpuid: featuresText(cpu) }
  },
}

/** The features with which a guest can have guests: Intel's and AMD's. */
const nesting = new Set(['vmx', 'svm'])
const without: CpuFeature = { name: 'vmx', policy: 'disable' }

function isOff({ policy }: CpuFeature): boolean {
  return policy === 'disable' || policy === 'forbid'
}

function isNested({ features = [] }: CpuConfig): boolean {
  return !features.some((feature) => nesting.has(feature.name) && isOff(feature))
}

/** Features that Xen calls otherwise than libvirt. */
const xenNames: ReadonlyMap<string, string> = new Map([
  ['cx16', 'cmpxchg16'],
  ['cid', 'cntxid'],
  ['ds_cpl', 'dscpl'],
  ['pclmuldq', 'pclmulqdq'],
  ['pni', 'sse3'],
  ['ht', 'htt'],
  ['pn', 'psn'],
  ['clflush', 'clfsh'],
  ['sep', 'sysenter'],
  ['cx8', 'cmpxchg8'],
  ['nodeid_msr', 'nodeid'],
  ['cr8legacy', 'altmovcr8'],
  ['lahf_lm', 'lahfsahf'],
  ['cmp_legacy', 'cmplegacy'],
  ['fxsr_opt', 'ffxsr'],
  ['pdpe1gb', 'page1gb'],
])
const libvirtNames: ReadonlyMap<string, string> = new Map([...xenNames].map(([ours, xens]) => [xens, ours]))

const policies: ReadonlyMap<string, CpuFeature['policy']> = new Map([
  ['1', 'force'],
  ['0', 'disable'],
  ['x', 'optional'],
  ['k', 'optional'],
  ['s', 'optional'],
])

/** `host,tm=0,sse3=1`. The older notation, bits of registers, has no names that libvirt knows. */
function featuresOf(settings: Settings): readonly CpuFeature[] {
  const [first, ...options] = settings.isList('cpuid') ? [] : (settings.text('cpuid') ?? '').split(',')
  if (first?.trim() !== 'host') return []
  return options.map((option) => {
    const [name, value] = optionOf(option)
    const policy = policies.get(value)
    if (name === '' || policy === undefined) throw unsupported(`invalid cpuid element '${option}'`)
    return { name: libvirtNames.get(name) ?? name, policy }
  })
}

function featuresText({ features = [] }: CpuConfig): string | undefined {
  const others = features.filter(({ name }) => !nesting.has(name))
  if (others.length === 0) return undefined
  return ['host', ...others.map((each) => `${xenNames.get(each.name) ?? each.name}=${valueOf(each)}`)].join(
    ',',
  )
}

function valueOf(feature: CpuFeature): string {
  if (feature.policy === 'optional') return 'x'
  return isOff(feature) ? '0' : '1'
}
