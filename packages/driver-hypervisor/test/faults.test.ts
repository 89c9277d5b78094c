import { VirtError } from '@virt/core/driver'
import { describe, expect, it } from 'vitest'
import { connect, invoke, refOf } from './support/connect.js'
import { type Faults, guest, host } from './support/fake-xen.js'

const told = async (answer: Promise<unknown>): Promise<unknown[]> => {
  const thrown: unknown = await answer.catch((error: unknown) => error)
  if (!VirtError.is(thrown)) throw new Error('it was not refused')
  return [thrown.code, thrown.origin, thrown.detail, (thrown.cause as { code?: string } | undefined)?.code]
}

describe('a hypercall that fails', () => {
  it.each([
    ['EFAULT', 'XEN_CALL'],
    ['EPERM', 'OPERATION_DENIED'],
    ['EACCES', 'OPERATION_DENIED'],
    ['ENOMEM', 'NO_MEMORY'],
    ['ENOSYS', 'OPERATION_UNSUPPORTED'],
    ['EBUSY', 'RESOURCE_BUSY'],
    ['EINVAL', 'XEN_CALL'],
  ] as const)('with %s is %s, and names call and errno', async (errno, code) => {
    const { domains } = connect([host, guest(1)], { maxMem: [errno] })
    expect(await told(domains.setMaxMemory(refOf(guest(1)), 8192, {}, {}))).toEqual([
      code,
      'XEN',
      `maxMem of domain 1: ${errno}`,
      errno,
    ])
  })

  it('leaves the connection as it was', async () => {
    const { domains } = connect([host, guest(1)], { getdomaininfolist: ['EFAULT'] })
    expect(await told(domains.list({}, {}))).toEqual([
      'XEN_CALL',
      'XEN',
      'getdomaininfolist: EFAULT',
      'EFAULT',
    ])
    expect(await domains.list({}, {})).toHaveLength(2)
  })
})

describe('a domain that goes in mid-call', () => {
  it.each([
    ['suspend', { pausedomain: ['ESRCH'] }, []],
    ['destroy', { destroydomain: ['ESRCH'] }, [{}]],
    ['setMaxMemory', { maxMem: ['ESRCH'] }, [8192, {}]],
    ['vcpus', { getvcpuinfo: ['ESRCH'] }, []],
    ['pinVcpu', { setvcpuaffinity: ['ESRCH'] }, [0, [0], {}]],
    ['schedulerParameters', { schedulerOp: ['ESRCH'] }, []],
  ] as const)('is NO_DOMAIN to %s', async (operation, faults, values) => {
    const { domains } = connect([host, guest(1)], structuredClone(faults) as unknown as Faults)
    expect(await told(invoke(domains, operation, refOf(guest(1)), ...values))).toEqual([
      'NO_DOMAIN',
      'XEN',
      expect.stringContaining('of domain 1: ESRCH'),
      'ESRCH',
    ])
  })
})

describe('an id that belongs to another domain now', () => {
  it.each([
    ['suspend', []],
    ['resume', []],
    ['destroy', [{}]],
    ['info', []],
    ['setMaxMemory', [8192, {}]],
    ['setVcpus', [1, {}]],
    ['pinVcpu', [0, [0], {}]],
    ['setSchedulerParameters', [{ weight: 1 }, {}]],
  ] as const)('is NO_DOMAIN to %s, and the other is left alone', async (operation, values) => {
    const { domains, xen } = connect([host, guest(1)])
    const stale = { ...refOf(guest(1)), uuid: guest(2).uuid }
    expect((await told(invoke(domains, operation, stale, ...values)))[0]).toBe('NO_DOMAIN')
    expect(new Set(xen.calls)).toEqual(new Set(['getdomaininfolist']))
  })

  it('is NO_DOMAIN when Xen answers with the next one, when there is none, and without an id', async () => {
    const { domains } = connect([host, guest(7)])
    for (const id of [3, 8, 0xffff_ffff, undefined])
      expect((await told(domains.info({ ...refOf(guest(7)), id }, {})))[0]).toBe('NO_DOMAIN')
  })
})
