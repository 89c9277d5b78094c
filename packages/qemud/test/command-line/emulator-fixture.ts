import { askedTypes, type Emulator } from '../../src/emulators/emulator.js'

const anything: ReadonlySet<string> = Object.assign(new Set<string>(), { has: () => true })

/** An x86_64 QEMU 7.2 that has every device, for tests that look at arguments only. */
export const emulator: Emulator = {
  path: '/usr/bin/qemu-system-x86_64',
  arch: 'x86_64',
  version: { major: 7, minor: 2, micro: 0 },
  package: '',
  kvm: true,
  machines: [
    {
      name: 'pc-i440fx-7.2',
      alias: 'pc',
      isDefault: true,
      maxCpus: 255,
      deprecated: false,
      hotpluggableCpus: true,
      defaultCpu: 'qemu64-x86_64-cpu',
    },
    {
      name: 'pc-q35-7.2',
      alias: 'q35',
      isDefault: false,
      maxCpus: 288,
      deprecated: false,
      hotpluggableCpus: true,
      defaultCpu: 'qemu64-x86_64-cpu',
    },
    {
      name: 'isapc',
      isDefault: false,
      maxCpus: 1,
      deprecated: false,
      hotpluggableCpus: false,
      defaultCpu: '486-x86_64-cpu',
    },
  ],
  cpuModels: ['Haswell', 'host', 'max', 'qemu64'],
  unusableCpuModels: [],
  deprecatedCpuModels: [],
  cpuFeatures: new Set(),
  gicVersions: [],
  types: anything,
  properties: new Map(askedTypes.map((type) => [type, anything])),
  options: new Map([['sandbox', new Set(['enable', 'elevateprivileges'])]]),
}
