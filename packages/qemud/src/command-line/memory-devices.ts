import type { MemoryDeviceConfig } from '@virt/core/config'
import { addressProperties } from './address.js'
import { isFilledBeforehand, memoryBackend, type Piece } from './memory-backend.js'
import { jsonOption } from './options.js'
import { model, unsupported, type Plan } from './plan.js'
import { virtioModel } from './virtio.js'

/** `<memory>` devices: modules of memory beside the main memory. */
export function memoryDeviceOptions(plan: Plan): readonly string[] {
  return (plan.config.devices?.memories ?? []).flatMap((module) => [
    ...jsonOption('-object', memoryBackend(plan, piece(module))),
    ...jsonOption('-device', {
      ...kinds[module.model](plan, module),
      memdev: backendId(module),
      id: module.alias,
      ...addressProperties(plan, module.address),
    }),
  ])
}

function backendId({ alias = '' }: MemoryDeviceConfig): string {
  return `mem${alias}`
}

function piece(module: MemoryDeviceConfig): Piece {
  const { source, target, access, discard } = module
  return {
    id: backendId(module),
    size: target.size,
    cell: target.node,
    access: module.model === 'virtio-pmem' ? 'shared' : access,
    discard,
    path: source?.path,
    pageSize: source?.pagesize,
    nodes: source?.nodemask,
    alignment: source?.alignsize,
    persistent: source?.pmem,
    sparse: module.model === 'virtio-mem' || module.model === 'virtio-pmem',
  }
}

type Describe = (plan: Plan, module: MemoryDeviceConfig) => object

const kinds: Readonly<Record<MemoryDeviceConfig['model'], Describe>> = {
  dimm: (plan, { target }) => ({ driver: model(plan, 'pc-dimm'), node: target.node }),
  nvdimm: (plan, { target, uuid }) => ({
    driver: model(plan, 'nvdimm'),
    node: target.node,
    'label-size': target.label && target.label.size * 1024,
    uuid,
    unarmed: target.readonly || undefined,
  }),
  'virtio-pmem': (plan) => ({ driver: virtioModel(plan, 'virtio-pmem', undefined) }),
  'virtio-mem': (plan, module) => ({
    driver: virtioModel(plan, 'virtio-mem', undefined),
    node: module.target.node,
    'block-size': module.target.block && module.target.block * 1024,
    'requested-size': module.target.requested && module.target.requested * 1024,
    prealloc: isFilledBeforehand(plan, piece(module)) || undefined,
  }),
  'sgx-epc': () => {
    throw unsupported("memory device model 'sgx-epc' is not supported by this driver")
  },
}
