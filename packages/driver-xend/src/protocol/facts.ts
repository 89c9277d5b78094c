import type { DomainRef, DomainState } from '@virt/core/driver'
import { kibOf, vcpusFromMask } from '@virt/xen-common'
import { child, type Sxp, text } from '../sxp/index.js'
import { refusal } from '../transport/failure.js'
import { integer, nanoseconds } from './numbers.js'

/** What a `(domain ...)` says of a domain, without its devices. */
export interface Facts {
  readonly name: string
  readonly uuid: string
  /** Absent while it is not active. */
  readonly id?: number
  readonly state: DomainState
  /** KiB. */
  readonly memory: number
  readonly maxMemory: number
  readonly vcpus: number
  readonly maxVcpus: number
  /** Nanoseconds of this run; 0 when there is none. */
  readonly cpuTime: number
  /** `on_xend_start`; absent where this xend has no definitions. */
  readonly autostart?: boolean
  readonly sxp: readonly Sxp[]
}

/** One that is just coming or going may lack what tells it apart. */
export const isIdentified = (sxp: Sxp): boolean => Boolean(text(sxp, 'name') && text(sxp, 'uuid'))

export function factsOf(sxp: Sxp): Facts {
  const [name, uuid] = [text(sxp, 'name'), text(sxp, 'uuid')?.toLowerCase()]
  if (typeof sxp === 'string' || !name || !uuid)
    throw refusal('GET_FAILED', 'domain: the answer has no name and uuid')
  const id = idOf(sxp)
  const start = text(sxp, 'on_xend_start')
  const maxVcpus = Math.max(1, integer(sxp, 'vcpus'))
  return {
    name,
    uuid,
    ...(id === undefined ? {} : { id }),
    state: id === undefined ? 'shutoff' : activeState(text(sxp, 'state') ?? ''),
    memory: kibOf(integer(sxp, 'memory')),
    maxMemory: kibOf(integer(sxp, 'maxmem')),
    vcpus: vcpusFromMask(maxVcpus, text(sxp, 'vcpu_avail')).current ?? maxVcpus,
    maxVcpus,
    cpuTime: id === undefined ? 0 : nanoseconds(sxp, 'cpu_time'),
    ...(start === undefined ? {} : { autostart: start === 'start' }),
    sxp,
  }
}

export function refOf({ name, uuid, id }: Facts): DomainRef {
  return id === undefined ? { name, uuid } : { name, uuid, id }
}

export const isActive = ({ id }: Facts): boolean => id !== undefined

/** `hvm` or `linux` (`virDomainGetOSType`): what the image is headed by. Domain-0 may have none. */
export function osTypeOf({ sxp }: Facts): string {
  const [, image] = child(sxp, 'image') ?? []
  return Array.isArray(image) && image[0] === 'hvm' ? 'hvm' : 'linux'
}

/** The letters of `state` in the order in which libvirt asks for them. */
const states: readonly (readonly [string, DomainState])[] = [
  ['c', 'crashed'],
  ['s', 'shutoff'],
  ['d', 'shutdown'],
  ['p', 'paused'],
  ['b', 'blocked'],
  ['r', 'running'],
]

const activeState = (letters: string): DomainState =>
  states.find(([letter]) => letters.includes(letter))?.[1] ?? 'nostate'

/** `None` and -1 are xend's words for no id. */
function idOf(sxp: Sxp): number | undefined {
  const id = text(sxp, 'domid')
  return id !== undefined && /^\d+$/.test(id) ? Number(id) : undefined
}
