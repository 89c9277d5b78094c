import { describe, expect, it } from 'vitest'
import { connect, invoke, refOf } from './support/connect.js'
import { guest, host } from './support/fake-xen.js'

const end = (reason: number): number => 4 | (reason << 16)

describe('states', () => {
  it.each([
    [0x00, 'running', 'unknown'],
    [0x02, 'running', 'unknown'],
    [0x20, 'running', 'unknown'],
    [0x10, 'blocked', 'unknown'],
    [0x18, 'paused', 'unknown'],
    [0x01, 'shutdown', 'unknown'],
    [0x01 | end(3), 'shutdown', 'unknown'],
    [end(0), 'shutdown', 'user'],
    [end(1), 'shutdown', 'user'],
    [end(2), 'pmsuspended', 'unknown'],
    [end(3), 'crashed', 'panicked'],
    [end(4), 'crashed', 'unknown'],
    [end(255), 'shutdown', 'unknown'],
  ])('flags 0x%i are %s, %s', async (flags, state, reason) => {
    const { domains } = connect([host, guest(1, { flags })])
    expect((await domains.list({}, {}))[1]).toEqual({ uuid: guest(1).uuid, id: 1, state, reason })
  })
})

describe('pausing', () => {
  it('pauses once, however often it is asked', async () => {
    const domain = guest(1)
    const { domains } = connect([host, domain])
    await domains.suspend(refOf(domain), {})
    await domains.suspend(refOf(domain), {})
    expect(domain.pauses).toBe(1)
  })

  it('takes back every pause, whoever made them', async () => {
    const domain = guest(1, { pauses: 3 })
    const { domains } = connect([host, domain])
    await domains.resume(refOf(domain), {})
    expect([domain.pauses, (await domains.info(refOf(domain), {})).state]).toEqual([0, 'blocked'])
  })

  it('does not mind that somebody else was first', async () => {
    const domain = guest(1, { pauses: 1 })
    const { domains } = connect([host, domain], { unpausedomain: ['EINVAL'] })
    await domains.resume(refOf(domain), {})
    expect(domain.pauses).toBe(0)
  })

  it.each([
    ['suspend', end(0)],
    ['suspend', 1],
    ['resume', 0x10],
    ['resume', end(2)],
  ] as const)('%s of a domain with flags 0x%i is OPERATION_INVALID', async (operation, flags) => {
    const { domains } = connect([host, guest(1, { flags })])
    await expect(domains[operation](refOf(guest(1)), {})).rejects.toMatchObject({ code: 'OPERATION_INVALID' })
  })
})

describe('destroying', () => {
  it('asks again as long as Xen wants to be', async () => {
    const { domains, xen } = connect([host, guest(1)], { destroydomain: ['EAGAIN', 'EINTR', 'EAGAIN'] })
    await domains.destroy(refOf(guest(1)), {}, {})
    expect(xen.domains).toEqual([host])
    expect(xen.calls.filter((call) => call === 'destroydomain')).toHaveLength(4)
  })

  it('is done when the domain goes between two of its calls', async () => {
    const { domains, xen } = connect([host, guest(1)], { destroydomain: ['EAGAIN'] })
    const destroyed = domains.destroy(refOf(guest(1)), {}, {})
    xen.domains.pop()
    await destroyed
  })

  it('leaves no memory behind', async () => {
    const { domains, xen } = connect([host, guest(1)], { destroydomain: ['EFAULT'] })
    await expect(domains.destroy(refOf(guest(1)), {}, {})).rejects.toMatchObject({ code: 'XEN_CALL' })
    expect(xen.memories.size).toBe(1)
  })

  it('gracefully is OPERATION_FAILED, and nothing happens', async () => {
    const { domains, xen } = connect()
    await expect(domains.destroy(refOf(guest(1)), { graceful: true }, {})).rejects.toMatchObject({
      code: 'OPERATION_FAILED',
    })
    expect(xen.domains).toHaveLength(2)
  })
})

describe('domain 0', () => {
  it.each(['suspend', 'destroy'] as const)('refuses %s with OPERATION_INVALID', async (operation) => {
    const { domains, xen } = connect()
    await expect(invoke(domains, operation, refOf(host), {})).rejects.toMatchObject({
      code: 'OPERATION_INVALID',
      detail: 'Domain-0 does not support requested operation',
    })
    expect(xen.calls).toEqual(['getdomaininfolist'])
  })

  it('without limit may have what the host has', async () => {
    expect(await connect().domains.maxMemory(refOf(host), {})).toBe(524_156 * 4)
  })
})
