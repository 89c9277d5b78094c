import type { DomainConfig } from '../domain/domain.js'
import { checkDriveAddresses } from './addresses.js'
import { checkDevices } from './devices.js'
import { checkFirmware } from './firmware.js'
import { completeBoot, completeOs } from './os.js'
import { completeClock } from './clock.js'
import { completeConsoles } from './consoles.js'
import { completeControllers } from './controllers.js'
import { completeCpu } from './cpu.js'
import { completeDisks } from './disks.js'
import { completeGraphics } from './graphics.js'
import { completeInputs } from './inputs.js'
import { completeIoThreads } from './iothreads.js'
import { checkIdentity } from './identity.js'
import { completeLifecycle } from './lifecycle.js'
import { completeMemory } from './memory.js'
import { sanitizeMetadata } from './metadata.js'
import { completeNuma } from './numa.js'
import { completePerf } from './perf.js'
import { completeResctrl } from './resctrl.js'
import { completeSmartcards } from './smartcards.js'
import { checkSystemInfo } from './system-info.js'
import { completeVcpus } from './vcpus.js'
import { completeVideos } from './videos.js'
import type { Draft } from './draft.js'

/** What libvirt does to every domain after reading it (`virDomainDefPostParse`, `virDomainDefValidate`), in its order. */
const rules: readonly ((domain: Draft<DomainConfig>) => void)[] = [
  checkIdentity,
  checkSystemInfo,
  completeOs,
  completeVcpus,
  completeIoThreads,
  completeNuma,
  completeMemory,
  completeCpu,
  completeResctrl,
  completeClock,
  completeLifecycle,
  completePerf,
  completeDisks,
  completeGraphics,
  completeVideos,
  completeInputs,
  completeConsoles,
  completeSmartcards,
  completeControllers,
  completeBoot,
  checkFirmware,
  checkDevices,
  checkDriveAddresses,
  dropEmpty,
]

/** Elements that say nothing when they are empty. */
const containers = [
  'features',
  'cputune',
  'blkiotune',
  'memtune',
  'memoryBacking',
  'numatune',
  'pm',
  'resource',
] as const

function dropEmpty(domain: Draft<DomainConfig>): void {
  for (const key of containers) {
    const value = domain[key]
    if (value !== undefined && Object.keys(value).length === 0) Reflect.deleteProperty(domain, key)
  }
}

/** libvirt's defaults filled in, libvirt's checks passed. The domain is changed in place: it was just read. */
export function completed(domain: DomainConfig): DomainConfig {
  const draft: Draft<DomainConfig> = domain
  draft.devices ??= {}
  for (const rule of rules) rule(draft)
  if (draft.metadata !== undefined) draft.metadata = sanitizeMetadata(draft.metadata)
  return draft
}
