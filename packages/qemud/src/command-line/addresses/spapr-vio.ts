import type { DeviceInfo, DevicesConfig, SpaprVioAddress } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import type { MachineFamily } from '../machine-family.js'

const step = 0x1000
const lastRegister = 0xffffffff

/** On a pSeries, every device of its virtual I/O bus with its register. */
export function withSpaprVioAddresses(devices: DevicesConfig, family: MachineFamily): DevicesConfig {
  if (family.name !== 'pseries') return devices
  const registers = new Registers(devices)
  const { interfaces, controllers, serials, nvram } = devices
  return {
    ...devices,
    interfaces: interfaces?.map((nic) =>
      nic.model?.type === 'spapr-vlan' ? registers.place(nic, 0x1000) : nic,
    ),
    controllers: controllers?.map((row) =>
      row.type === 'scsi' && row.model === 'ibmvscsi' ? registers.place(row, 0x2000) : row,
    ),
    serials: serials?.map((port) =>
      port.target?.type === 'spapr-vio-serial' ? registers.place(port, 0x30000000) : port,
    ),
    nvram: nvram && registers.place(nvram, 0x3000),
  }
}

class Registers {
  readonly #taken = new Set<number>()

  constructor(devices: DevicesConfig) {
    const { interfaces = [], controllers = [], serials = [], nvram } = devices
    for (const { address } of [...interfaces, ...controllers, ...serials, ...(nvram ? [nvram] : [])]) {
      if (address?.type !== 'spapr-vio' || address.reg === undefined) continue
      if (address.reg > lastRegister) throw refused(address.reg, 'is beyond 0xffffffff')
      if (this.#taken.has(address.reg)) throw refused(address.reg, 'already in use')
      this.#taken.add(address.reg)
    }
  }

  place<T extends DeviceInfo>(device: T, first: number): T {
    const { address } = device
    if (address !== undefined && (address.type !== 'spapr-vio' || address.reg !== undefined)) return device
    let reg = first
    while (this.#taken.has(reg)) reg += step
    this.#taken.add(reg)
    const placed: SpaprVioAddress = { type: 'spapr-vio', reg }
    return { ...device, address: placed }
  }
}

function refused(register: number, why: string): VirtError {
  return new VirtError('XML_ERROR', `spapr-vio address 0x${register.toString(16)} ${why}`, { origin: 'QEMU' })
}
