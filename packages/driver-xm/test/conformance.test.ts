import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeDriver } from '@virt/core/testing'
import { afterAll, describe, it } from 'vitest'
import { Starter } from './starter.js'
import { domainXml, opened } from './support.js'

const directory = mkdtempSync(join(tmpdir(), 'driver-xm-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

await describeDriver({
  name: 'xm alone',
  open: ({ readOnly }) => opened(directory, { readOnly }),
  guest: (name) => domainXml(name),
  limits: { opens: 500, sequences: 60 },
  runner: { describe, it },
})

const starter = new Starter()

await describeDriver({
  name: 'xm beside a channel that starts',
  open: ({ readOnly }) => opened(directory, { readOnly, beside: [starter.driver] }),
  guest: (name) => domainXml(name),
  limits: { opens: 500, sequences: 60 },
  runner: { describe, it },
})
