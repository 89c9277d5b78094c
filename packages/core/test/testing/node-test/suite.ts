import { describe, it } from 'node:test'
import { describeDriver } from '../../../src/testing.js'
import { harnessOf } from '../test-harness.js'

await describeDriver({ ...harnessOf(() => ({}), { answerWithin: 5000 }), runner: { describe, it } })
