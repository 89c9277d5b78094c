import type { XenInterface } from '../layout/interface.js'
import { interfaces } from '../layout/table.js'
import type { HypercallMemory, HypercallPort } from '../privcmd/port.js'
import { Caller, misfit, untouched } from './caller.js'
import type { DomainRecord } from './domain-record.js'
import { errnoOf } from './failure.js'
import { listFrom } from './list.js'
import { refusal } from './refusal.js'
import { vcpuOf } from './vcpus.js'
import type { XenVersion } from './version.js'

/** What Xen answers to a version of its control interface that it does not speak, or to a call that it has not. */
const otherVersion = ['EACCES', 'ENOSYS']

/** The calls of the interface that the running Xen speaks. NO_XEN when it is none that is known. */
export function probe(port: HypercallPort, memory: HypercallMemory, running: XenVersion): Caller {
  const callers = interfaces
    .filter((each) => mayBe(each, running))
    .map((spoken) => new Caller(port, memory, spoken))
  const found = callers.find(speaks)
  if (found) return found
  throw unknown(running)
}

/** `dom0_op` is asked of Xen 3.0 alone: later the same hypercall of the same version is `platform_op`, and does other things. */
const mayBe = ({ sysctl }: XenInterface, { major, minor }: XenVersion): boolean =>
  sysctl.hypercall !== dom0Op || (major === 3 && minor === 0)

const dom0Op = 7

function speaks(caller: Caller): boolean {
  try {
    fits(caller)
    return true
  } catch (thrown) {
    const errno = errnoOf(thrown)
    if (errno !== undefined && otherVersion.includes(errno)) return false
    throw thrown
  }
}

/** The first vcpu of domain 0 must answer; its record must be as long as it should be, and make sense. */
function fits(caller: Caller): void {
  const { domainInfo } = caller.interface
  vcpuOf(caller, 0, 0)
  caller.data.fill(untouched, 0, domainInfo.size)
  const [host] = listFrom(caller, 0, 1)
  const whole = caller.data[domainInfo.size - 1] !== untouched
  if (!host || !whole || !isSane(host)) throw misfit(caller.interface, 'the record of domain 0')
}

const isSane = ({ id, flags, pages, onlineVcpus, maxVcpus }: DomainRecord): boolean =>
  id === 0 &&
  (flags & dying) === 0 &&
  isWithin(pages, 1, mostPages) &&
  isWithin(maxVcpus, 1, mostVcpus) &&
  isWithin(onlineVcpus, 1, maxVcpus)

const isWithin = (value: number, least: number, most: number): boolean => value >= least && value <= most

/** What no host has: 4 PiB, and more vcpus than any release allows. */
const mostPages = 2 ** 40
const mostVcpus = 8192

const dying = 1

function unknown({ major, minor }: XenVersion): Error {
  const known = interfaces.map(
    ({ sysctl, domctl }) => `${sysctl.version.toString(16)}/${domctl.version.toString(16)}`,
  )
  return refusal(
    'NO_XEN',
    `of Xen ${major}.${minor}: it speaks none of the control interfaces that are known here (sysctl/domctl ${known.join(', ')})`,
  )
}
