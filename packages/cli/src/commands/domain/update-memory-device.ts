import type { MemoryDeviceConfig } from '@virt/core/config'
import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { Failure } from '../../parser/failure.js'
import { bool, kib, string, unsigned } from '../../parser/options.js'
import { affected, affecting } from '../shared/affect.js'
import { changedConfig } from '../shared/find-device.js'
import { domain } from '../shared/lookup.js'
import { printDevice } from '../shared/print-device.js'

export const updateMemoryDevice: Command = command({
  name: 'update-memory-device',
  summary: 'update memory device of a domain',
  description: 'Update values of a memory device of a domain',
  options: {
    domain,
    ...affecting,
    'print-xml': bool('print updated memory device XML instead of executing the change'),
    alias: string('memory device alias'),
    node: unsigned('memory device target node'),
    'requested-size': kib('new value of <requested/> size, as scaled integer (default KiB)'),
  },
  run: async (session, { domain: { it }, 'print-xml': printXml, alias, node, ...values }) => {
    const { 'requested-size': requested, ...affect } = values
    exclusive({ alias, node: node !== undefined }, 'node', 'alias')
    const flags = affected(affect)
    const { devices } = await changedConfig(session, it, affect)
    const memory = withRequested(findModule(devices?.memories ?? [], alias, node), requested)
    if (printXml) return printDevice(session, { memory })
    await it.updateDevice({ memory }, { ...flags, ...session.call })
  },
})

function findModule(
  modules: readonly MemoryDeviceConfig[],
  alias: string | undefined,
  node: number | undefined,
): MemoryDeviceConfig {
  const [found, another] = modules.filter(
    (each) =>
      (alias === undefined || each.alias === alias) && (node === undefined || each.target.node === node),
  )
  if (!found) throw new Failure('no memory device found')
  if (another) throw new Failure('multiple memory devices found, use --alias or --node to select one')
  return found
}

function withRequested(memory: MemoryDeviceConfig, requested: number | undefined): MemoryDeviceConfig {
  if (requested === undefined) return memory
  if (memory.target.requested === undefined) throw new Failure('virtio-mem device is missing <requested/>')
  return { ...memory, target: { ...memory.target, requested } }
}
