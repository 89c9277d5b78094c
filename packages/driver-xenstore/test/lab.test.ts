import { fileURLToPath } from 'node:url'
import { labSuite } from '../../../tools/xen-lab/index.mjs'

const suite = (name: string): URL => new URL(`./lab/${name}.lab.ts`, import.meta.url)

/** Where the parser is that core loads when it needs one. */
const NODE_PATH = fileURLToPath(new URL('../../core/node_modules', import.meta.url))

await labSuite(suite('guests'))
await labSuite(suite('lives'))
await labSuite(suite('conformance'), { environment: { NODE_PATH } })
await labSuite(suite('no-store'), { bare: true })
