import { contractVersion, defaultRegistry } from '@virt/core'
import { expect, it } from 'vitest'
import { virt } from './run.js'

it('channels shows what each finds wrong, below it', async () => {
  defaultRegistry.register({
    name: 'files',
    contract: contractVersion,
    schemes: ['files'],
    open: async () => ({
      driver: 'files',
      diagnostics: () => ['/etc/a: line 1, column 8: a program', '/etc/b: permission denied'],
      close: async () => undefined,
    }),
  })
  const { stdout } = await virt(['-c', 'files:///', 'channels'])
  expect(stdout).toBe(
    [
      ' Driver   Status   Reason',
      '--------------------------------------------------------',
      ' files    open     -',
      ' files             /etc/a: line 1, column 8: a program',
      ' files             /etc/b: permission denied',
      '',
      '',
    ].join('\n'),
  )
})
