import { describe, expect, it } from 'vitest'
import { errorCodes, VirtError } from '../../src/driver.js'

describe('VirtError', () => {
  it('composes its message as libvirt does', () => {
    expect([
      new VirtError('NO_DOMAIN').message,
      new VirtError('NO_DOMAIN', "no domain with matching name 'x'").message,
      new VirtError('SYSTEM_ERROR', 'Cannot open: $& $1').message,
    ]).toEqual([
      'Domain not found',
      "Domain not found: no domain with matching name 'x'",
      'Cannot open: $& $1',
    ])
  })

  it('crosses a socket whole', () => {
    const cause = Object.assign(new Error('no such file'), { code: 'ENOENT' })
    const error = new VirtError('OPERATION_FAILED', 'd', {
      origin: 'QEMU',
      operation: 'domains.start',
      driver: 'qemu',
      cause,
    })
    const copy = VirtError.deserialize(JSON.parse(JSON.stringify(error)))
    expect(copy.toJSON()).toEqual(error.toJSON())
    expect(copy.message).toBe(error.message)
    expect(copy.cause).toMatchObject({ name: 'Error', message: 'no such file', code: 'ENOENT' })
  })

  it('does not believe a code from the wire that it does not know', () => {
    expect(VirtError.deserialize({ code: 'toString' as never, detail: 'x' }).code).toBe('INTERNAL_ERROR')
  })

  it('is recognised across copies of the package, by brand', () => {
    const foreign = Object.defineProperty(new Error('x'), Symbol.for('@virt/core:error'), { value: true })
    expect([VirtError.is(foreign), VirtError.is(new Error('x')), VirtError.is(null)]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('wraps what drivers throw once, and keeps the cause', () => {
    const system = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES', syscall: 'open' })
    const wrapped = VirtError.from(system, { operation: 'domains.start', driver: 'tiny' })
    expect(wrapped).toMatchObject({
      code: 'SYSTEM_ERROR',
      operation: 'domains.start',
      driver: 'tiny',
      cause: system,
    })
    expect(VirtError.from(wrapped, { operation: 'domains.list', driver: 'other' })).toBe(wrapped)
    expect(VirtError.from('plain').code).toBe('INTERNAL_ERROR')
    expect(VirtError.from(AbortSignal.abort().reason).code).toBe('OPERATION_ABORTED')
  })

  it('gives every code its own number', () => {
    const numbers = Object.values(errorCodes).map(({ number }) => number)
    expect(new Set(numbers).size).toBe(numbers.length)
  })
})
