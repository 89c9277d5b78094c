import { completeDomain, type DomainConfig, type NetworkConfig } from '@virt/core/config'
import { defineNetwork } from './define-network.js'
import { boot, define } from './life.js'
import { defaultNodeInfo, type TestCell } from './test-host.js'
import { TestNode } from './test-node.js'

const cells: readonly TestCell[] = [0, 1].map((cell) => ({
  memory: (cell + 1) * 2 * 1024 * 1024,
  free: (cell + 1) * 1024 * 1024,
  cpus: Array.from({ length: 8 }, (_, cpu) => cell * 8 + cpu),
}))

const pci = (
  bus: number,
  slot: number,
): { type: 'pci'; domain: 0; bus: number; slot: number; function: 0 } => ({
  type: 'pci',
  domain: 0,
  bus,
  slot,
  function: 0,
})

const domain: DomainConfig = {
  type: 'test',
  name: 'test',
  uuid: '6695eb01-f6a4-8304-79aa-97f2502e193f',
  memory: 8 * 1024 * 1024,
  currentMemory: 2 * 1024 * 1024,
  vcpu: { count: 2 },
  os: { type: { name: 'hvm' } },
  devices: {
    disks: [
      {
        type: 'file',
        device: 'disk',
        source: { file: '/guest/diskimage1' },
        target: { dev: 'vda', bus: 'virtio' },
        address: pci(1, 0),
      },
    ],
    interfaces: [
      {
        type: 'network',
        mac: { address: 'aa:bb:cc:dd:ee:ff' },
        source: { network: 'default' },
        address: pci(0, 1),
      },
    ],
    memballoon: { model: 'virtio', address: pci(0, 2) },
  },
}

const network: NetworkConfig = {
  name: 'default',
  uuid: 'dd8fe884-6c02-601e-7551-cca97df1c5df',
  forward: { mode: 'nat' },
  bridge: { name: 'virbr0', stp: true, delay: 0 },
  ips: [
    {
      address: '192.168.122.1',
      netmask: '255.255.255.0',
      dhcp: { ranges: [{ start: '192.168.122.2', end: '192.168.122.254' }] },
    },
  ],
}

/** The node that libvirt's test driver has built in: one running domain, one active network. */
export function defaultNode(): TestNode {
  const node = new TestNode({ info: defaultNodeInfo, cells })
  const test = define(node, completeDomain(domain))
  boot(node, test, test.definition as DomainConfig).become('running', 'unknown')
  const net = defineNetwork(node, network)
  net.live = net.definition
  return node
}
