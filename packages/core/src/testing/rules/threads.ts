import { equal, refused } from '../expect.js'
import { type Rule, rule } from '../rule.js'

export const threadRules: readonly Rule[] = [
  rule(
    'domains.pinEmulator ties the threads of a domain that runs to host CPUs',
    ['domains.pinEmulator', 'domains.emulatorPin'],
    async (context) => {
      const domain = await context.running()
      const [cpu = 0] = await domain.emulatorPin()
      await domain.pinEmulator([cpu])
      equal(await domain.emulatorPin(), [cpu], 'the CPUs that they may use')
    },
  ),
  rule(
    'domains.addIoThread and domains.deleteIoThread change what domains.ioThreads lists',
    ['domains.addIoThread', 'domains.deleteIoThread', 'domains.ioThreads', 'domains.define'],
    async (context) => {
      const domain = await context.define()
      const numbers = async (): Promise<number[]> => (await domain.ioThreads()).map(({ id }) => id)
      const before = await numbers()
      const id = Math.max(0, ...before) + 1
      await domain.addIoThread(id)
      await refused(domain.addIoThread(id), 'INVALID_ARG', 'adding it again')
      equal(await numbers(), [...before, id], 'the I/O threads')
      await domain.deleteIoThread(id)
      await refused(domain.deleteIoThread(id), 'INVALID_ARG', 'deleting it again')
      equal(await numbers(), before, 'the I/O threads')
    },
  ),
]
