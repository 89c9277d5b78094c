import { labSuite } from '../index.mjs'

await labSuite(new URL('./lab/smoke.lab.ts', import.meta.url), { domus: 1 })
