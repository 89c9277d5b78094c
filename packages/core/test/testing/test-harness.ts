import { driver as testDriver } from '@virt/driver-test'
import { open, openReadOnly, Registry, type DriverConnection } from '../../src/index.js'
import type { DriverHarness, DriverLimits } from '../../src/testing.js'

/** What is different about a driver's connection. */
export type Change = (real: DriverConnection) => Partial<DriverConnection>

export const guest = (name: string): string =>
  `<domain type='test'><name>${name}</name><memory>65536</memory><vcpu>2</vcpu><os><type>hvm</type></os></domain>`

/** The in-memory hypervisor, with something about it changed. */
export function harnessOf(
  change: Change,
  limits: DriverLimits = {},
): DriverHarness & { readonly name: string } {
  const registry = new Registry()
  registry.register({
    ...testDriver,
    open: async (request) => {
      const real = await testDriver.open(request)
      return real && { ...real, ...change(real) }
    },
  })
  return {
    name: 'test',
    open: ({ readOnly }) => (readOnly ? openReadOnly : open)('test:///default', { registry }),
    guest,
    limits: {
      guestReactsWithin: 200,
      consoleEchoes: true,
      answerWithin: 200,
      opens: 50,
      callsAtOnce: 10,
      ...limits,
    },
  }
}
