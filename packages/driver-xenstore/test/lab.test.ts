import { labSuite } from '../../../tools/xen-lab/index.mjs'

const suite = (name: string): URL => new URL(`./lab/${name}.lab.ts`, import.meta.url)

await labSuite(suite('guests'))
await labSuite(suite('lives'), { timeout: 600_000 })
await labSuite(suite('conformance'))
await labSuite(suite('no-store'), { bare: true, timeout: 60_000 })
