import { open, openReadOnly } from '@virt/core'
import { describeDriver } from '@virt/core/testing'
import { describe, it } from 'vitest'
import '../src/index.js'

const guest = (name: string): string => `
  <domain type='{{name}}'>
    <name>${name}</name>
    <memory unit='KiB'>65536</memory>
    <os><type>hvm</type></os>
  </domain>`

await describeDriver({
  name: '{{name}}',
  open: ({ readOnly }) => (readOnly ? openReadOnly : open)('{{scheme}}:///default'),
  guest,
  limits: { guestReactsWithin: 1000 },
  runner: { describe, it },
})
