import { hasProperty } from '../emulators/emulator.js'
import { hasAttributes } from './numa.js'
import { mainBackend } from './memory.js'
import { onOff, type Properties } from './options.js'
import { unsupported, type Plan } from './plan.js'

/** Properties of `-machine` that stand in `<features>`, `<keywrap>`, `<memoryBacking>` and `<cpu>`. */
export function machineSwitches(plan: Plan): Properties {
  return { ...memorySwitches(plan), ...powerSwitches(plan), ...keyWrap(plan) }
}

function memorySwitches(plan: Plan): Properties {
  const { memoryBacking, devices } = plan.config
  return {
    'mem-merge': memoryBacking?.nosharepages ? false : undefined,
    nvdimm: devices?.memories?.some(({ model }) => model === 'nvdimm') || undefined,
    hmat: hasAttributes(plan) || undefined,
    'memory-backend': mainBackend(plan),
  }
}

/** What only pseries has. */
function powerSwitches(plan: Plan): Properties {
  const { hpt, htm, nestedHv, ccfAssist, cfpc, sbbc, ibs } = plan.config.features ?? {}
  const { cpu } = plan.config
  const switches = {
    'resize-hpt': hpt?.resizing,
    'cap-hpt-max-page-size': hpt?.maxpagesize === undefined ? undefined : `${hpt.maxpagesize}k`,
    'cap-htm': onOff(htm?.state),
    'cap-nested-hv': onOff(nestedHv?.state),
    'cap-ccf-assist': onOff(ccfAssist?.state),
    'cap-cfpc': cfpc?.value,
    'cap-sbbc': sbbc?.value,
    'cap-ibs': ibs?.value,
  }
  const pseries = plan.family.name === 'pseries'
  const [asked] = Object.entries({ hpt, htm, nestedHv, ccfAssist, cfpc, sbbc, ibs }).find(([, v]) => v) ?? []
  if (asked !== undefined && !pseries)
    throw unsupported(
      `The '${asked}' feature is not supported for architecture '${plan.emulator.arch}' or machine type '${plan.machine.name}'`,
    )
  const absent = Object.entries(switches).find(
    ([name, value]) => value !== undefined && !hasProperty(plan.emulator, 'pseries-machine', name),
  )
  if (absent) throw unsupported(`${absent[0]} configuration is not supported by this QEMU binary`)
  const compatible = pseries && cpu?.mode === 'host-model' ? cpu.model?.name : undefined
  return { ...switches, 'max-cpu-compat': compatible }
}

function keyWrap({ config, family, machine }: Plan): Properties {
  const ciphers = config.keywrap?.ciphers ?? []
  if (ciphers.length > 0 && family.name !== 'ccw')
    throw unsupported(`key wrap support is not available with machine '${machine.name}'`)
  return Object.fromEntries(ciphers.map(({ name, state }) => [`${name}-key-wrap`, state]))
}
