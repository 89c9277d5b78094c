import { describe, expect, it } from 'vitest'
import { open, openReadOnly, Registry, VirtError } from '../../src/index.js'
import { defaultUri } from '../../src/registry/default-uri.js'
import { codeOf, registryOf, tinyDriver } from '../tiny-driver.js'

describe('opening', () => {
  it('stops at a failure, goes on after a decline, and closes what was open', async () => {
    const closed: string[] = []
    const good = tinyDriver({ close: async () => void closed.push('good') }, { name: 'good' })
    const shy = tinyDriver({}, { name: 'shy', open: async (request) => request.decline('no /proc/shy') })
    const broken = tinyDriver(
      {},
      { name: 'broken', open: () => Promise.reject(new VirtError('NO_XEN', 'x')) },
    )
    await using connection = await open('tiny:///', { registry: registryOf(shy, good) })
    expect(connection.channels).toEqual([
      { driver: 'shy', status: 'declined', reason: 'no /proc/shy' },
      { driver: 'good', status: 'open', reason: undefined },
    ])
    expect(await codeOf(open('tiny:///', { registry: registryOf(good, broken) }))).toBe('NO_XEN')
    expect(closed).toEqual(['good'])
  })

  it('names the package to install', async () => {
    const error = await open('qemu:///session', { registry: new Registry() }).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({
      code: 'NO_CONNECT',
      message: "no connection driver available for 'qemu:///session': install and import @virt/driver-qemu",
    })
  })

  it('says why everybody declined', async () => {
    const shy = tinyDriver({}, { open: async (request) => request.decline('not on this host') })
    const error = await open('tiny:///', { registry: registryOf(shy) }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'NO_CONNECT', detail: "'tiny:///' (tiny: not on this host)" })
  })

  it('gives up at its timeout and on abort, and closes what opens afterwards', async () => {
    let release = (): void => undefined
    let closed = 0
    const slow = tinyDriver(
      {},
      {
        open: () =>
          new Promise((resolve) => {
            release = () => resolve({ driver: 'tiny', close: async () => void closed++ })
          }),
      },
    )
    const registry = registryOf(slow)
    expect(await codeOf(open('tiny:///', { registry, timeout: 5 }))).toBe('OPERATION_TIMEOUT')
    release()
    await new Promise(setImmediate)
    expect(closed).toBe(1)
    expect(await codeOf(openReadOnly('tiny:///', { registry, signal: AbortSignal.timeout(5) }))).toBe(
      'OPERATION_ABORTED',
    )
    expect(await codeOf(open('tiny:///', { registry, signal: AbortSignal.abort() }))).toBe(
      'OPERATION_ABORTED',
    )
  })
})

describe('the registry', () => {
  it('refuses a second driver of the same name and another contract', async () => {
    const driver = tinyDriver({})
    const registry = registryOf(driver, driver)
    expect(registry.drivers).toEqual([driver])
    expect(await codeOf(() => registry.register(tinyDriver({})))).toBe('DRIVER_EXIST')
    expect(await codeOf(() => registry.register(tinyDriver({}, { name: 'new', contract: 2 })))).toBe(
      'CONTRACT_MISMATCH',
    )
  })
})

describe('the default URI', () => {
  const finds = (uri: string | undefined) => tinyDriver({}, { name: String(uri), probe: async () => uri })
  it.each([
    [{ VIRT_DEFAULT_URI: 'a:///', LIBVIRT_DEFAULT_URI: 'b:///' }, [], 'a:///'],
    [{ LIBVIRT_DEFAULT_URI: 'b:///' }, [finds('qemu:///system')], 'b:///'],
    [{}, [finds(undefined), finds('qemu:///system'), finds('xen:///')], 'xen:///'],
    [{}, [finds('qemu:///session'), finds('other:///')], 'qemu:///session'],
  ])('%j', async (env, drivers, expected) => expect(await defaultUri(drivers, env)).toBe(expected))

  it('is an error when nobody finds anything', async () =>
    expect(await codeOf(defaultUri([], {}))).toBe('NO_CONNECT'))
})
