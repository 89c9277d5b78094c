import { usesPflash } from '../machine.js'
import { isX86, unsupported, type Plan } from '../plan.js'

/** Refuse what contradicts the machine, in libvirt's words. */
export function checkMachine(plan: Plan): void {
  checkFirmware(plan)
  checkSecureBoot(plan)
  checkSystemMemory(plan)
  checkAddressBits(plan)
  checkInterrupts(plan)
}

/** An APIC's id has eight bits, unless interrupts are remapped. */
function checkInterrupts(plan: Plan): void {
  const { vcpu, devices } = plan.config
  const count = vcpu?.count ?? 1
  if (count <= 255 || count > plan.machine.maxCpus || !isX86(plan) || devices?.iommu?.driver?.eim) return
  if (plan.family.name !== 'q35')
    throw unsupported('more than 255 vCPUs are only supported on q35-based machine types')
  throw unsupported('more than 255 vCPUs require extended interrupt mode enabled on the iommu device')
}

function checkFirmware(plan: Plan): void {
  const { os, features } = plan.config
  const flash = usesPflash(plan)
  if (os.loader?.stateless === false && !flash) throw unsupported('Only pflash loader type permits NVRAM')
  if (flash && isX86(plan) && !features?.acpi) throw unsupported('UEFI requires ACPI on this architecture')
  if (
    !flash &&
    features?.acpi &&
    plan.family.name === 'virt' &&
    /^(aarch64|armv7l)$/.test(plan.emulator.arch)
  )
    throw unsupported('ACPI requires UEFI on this architecture')
}

function checkSecureBoot({ config, emulator, family }: Plan): void {
  if (!config.os.loader?.secure) return
  if (emulator.arch !== 'x86_64') throw unsupported('Secure boot is supported for x86_64 architecture only')
  if (family.name !== 'q35') throw unsupported('Secure boot is supported with q35 machine types only')
  if (config.features?.smm?.state !== true) throw unsupported('Secure boot requires SMM feature enabled')
}

function checkSystemMemory({ config, family }: Plan): void {
  const tseg = config.features?.smm?.tseg
  if (tseg === undefined) return
  if (family.name !== 'q35') throw unsupported('SMM TSEG is only supported with q35 machine type')
  if (tseg % 1024 !== 0) throw unsupported('SMM TSEG size must be divisible by 1 MiB')
}

function checkAddressBits({ config }: Plan): void {
  const { mode: cpuMode, maxphysaddr } = config.cpu ?? {}
  if (!maxphysaddr) return
  const { mode, bits } = maxphysaddr
  if (mode === 'emulate' && bits === undefined)
    throw unsupported("if using CPU maximum physical address mode='emulate', bits= must be specified too")
  if (mode === 'passthrough' && cpuMode !== 'host-passthrough' && cpuMode !== 'maximum')
    throw unsupported(
      "CPU maximum physical address bits mode 'passthrough' can only be used with 'host-passthrough' CPUs",
    )
}
