import type { XenInterface } from '../layout/interface.js'
import { interfaces } from '../layout/table.js'
import type { HypercallPort } from '../privcmd/port.js'
import { Caller, misfit } from './caller.js'
import { errnoOf } from './failure.js'
import { domainOf } from './list.js'
import { refusal } from './refusal.js'
import { vcpuOf } from './vcpus.js'
import type { XenVersion } from './version.js'

/** What Xen answers to a version of its control interface that it does not speak, or to a call that it has not. */
const otherVersion = ['EACCES', 'ENOSYS']

/** The calls of the interface that the running Xen speaks. NO_XEN when it is none that is known, or its layout is another. */
export function probe(port: HypercallPort, running: XenVersion): Caller {
  for (const spoken of interfaces.filter((each) => mayBe(each, running))) {
    const caller = new Caller(port, spoken)
    try {
      if (speaks(caller)) return caller
      caller.release()
    } catch (thrown) {
      caller.release()
      throw thrown
    }
  }
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

/** The record of domain 0 must be as long as it should be, and make sense; its first vcpu must answer too. */
function fits(caller: Caller): void {
  const { domainInfo } = caller.interface
  caller.data.fill(untouched, 0, domainInfo.size)
  const host = domainOf(caller, 0)
  const last = caller.data[domainInfo.size - 1]
  const sane =
    last !== untouched &&
    host.maxVcpus >= 1 &&
    host.maxVcpus <= 8192 &&
    host.onlineVcpus >= 1 &&
    host.onlineVcpus <= host.maxVcpus &&
    host.pages > 0 &&
    host.pages <= (host.maxPages ?? 2 ** 40) &&
    (host.flags & dying) === 0
  if (!sane) throw misfit(caller.interface, 'the record of domain 0')
  vcpuOf(caller, 0, 0)
}

const untouched = 0xa5
const dying = 1

function unknown({ major, minor }: XenVersion): Error {
  const known = interfaces.map(
    ({ sysctl, domctl }) => `${sysctl.version.toString(16)}/${domctl.version.toString(16)}`,
  )
  return refusal(
    'NO_XEN',
    `Xen ${major}.${minor} speaks none of the control interfaces that are known here (sysctl/domctl ${known.join(', ')})`,
  )
}
