import { describe, expect, it } from 'vitest'
import { Hypervisor } from '../src/hypercalls/hypervisor.js'
import { FakeXen, guest, host } from './support/fake-xen.js'

describe('probing', () => {
  it('finds the interface that Xen speaks', () => {
    const hypervisor = new Hypervisor(new FakeXen())
    expect([hypervisor.version, hypervisor.extraVersion(), hypervisor.interface.releases]).toEqual([
      { major: 4, minor: 17 },
      '.7',
      'Xen 4.17',
    ])
  })

  it('refuses an interface that it does not know, by the number', () => {
    const xen = new FakeXen([host], {}, { version: 0x4_0012, sysctl: 0x99 })
    expect(() => new Hypervisor(xen)).toThrow(
      expect.objectContaining({
        code: 'NO_XEN',
        origin: 'XEN',
        detail: expect.stringMatching(/^of Xen 4\.18: it speaks none of .*15\/17, 15\/15, 13\/12/) as unknown,
      }),
    )
    expect(xen.memories.size).toBe(0)
  })

  it('refuses a domctl that it does not know beside a sysctl that it does', () => {
    expect(() => new Hypervisor(new FakeXen([host], {}, { domctl: 0x16 }))).toThrow(
      expect.objectContaining({ code: 'NO_XEN' }),
    )
  })

  it.each([
    ['longer', 120],
    ['shorter', 104],
  ])('refuses a Xen of a known version whose records are %s', (_what, record) => {
    const xen = new FakeXen([host, guest(1)], {}, { record })
    expect(() => new Hypervisor(xen)).toThrow(
      expect.objectContaining({
        code: 'XEN_CALL',
        detail: expect.stringContaining('domctl 0x15') as unknown,
      }),
    )
    expect(xen.memories.size).toBe(0)
  })

  it.each([
    ['with more vcpus than any has', { vcpus: 8193 }],
    ['with more vcpus up than it has', { online: 2 }],
    ['without memory', { pages: 0 }],
    ['with more memory than any has', { pages: 2 ** 41 }],
    ['that is dying', { flags: 1 }],
  ])('refuses a Xen whose domain 0 is one %s', (_what, changes) => {
    expect(() => new Hypervisor(new FakeXen([{ ...host, ...changes }]))).toThrow(
      expect.objectContaining({ code: 'XEN_CALL' }),
    )
  })

  it('is OPERATION_DENIED where this domain does not control Xen', () => {
    expect(() => new Hypervisor(new FakeXen([host], { getdomaininfolist: ['EPERM'] }))).toThrow(
      expect.objectContaining({ code: 'OPERATION_DENIED', origin: 'XEN' }),
    )
  })
})

describe('a hypervisor that was closed', () => {
  it('refuses calls, gives everything back, and may be closed again', async () => {
    const xen = new FakeXen()
    const hypervisor = new Hypervisor(xen)
    await Promise.all([hypervisor.close(), hypervisor.close()])
    expect(() => hypervisor.domains()).toThrow(expect.objectContaining({ code: 'INVALID_CONN' }))
    expect([xen.closed, xen.memories.size]).toEqual([true, 0])
  })
})
