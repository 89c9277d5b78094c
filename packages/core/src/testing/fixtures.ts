import { randomUUID } from 'node:crypto'
import type { NetworkConfig } from '../config.js'
import type { DomainRef } from '../contract/refs.js'

/** An isolated network with a bridge of its own; the number keeps it apart from others. */
export function networkDescription(name: string, number: number): NetworkConfig {
  const subnet = number % 250
  return {
    name,
    bridge: { name: `virkit${number % 10_000}`, stp: true, delay: 0 },
    ips: [{ address: `10.250.${subnet}.1`, netmask: '255.255.255.0' }],
  }
}

/** A device that is wanted nowhere else. */
export const diskDescription = `<disk type='file' device='disk'>
  <source file='/var/tmp/virt-kit.img'/>
  <target dev='vdk' bus='virtio'/>
</disk>`

/** A reference to what no hypervisor has. */
export function stranger(): DomainRef {
  return { name: 'kit-nobody-has-this', uuid: randomUUID() }
}
