import { open, openReadOnly } from '@virt/core'
import { describeDriver } from '@virt/core/testing'
import { describe, it } from 'vitest'
import '../src/index.js'
import { booted, guest } from './guest.js'

await describeDriver({
  name: 'unshare',
  open: ({ readOnly }) => (readOnly ? openReadOnly : open)('unshare:///default'),
  guest,
  booted,
  limits: { guestReactsWithin: 2000, consoleEchoes: true },
  runner: { describe, it },
})
