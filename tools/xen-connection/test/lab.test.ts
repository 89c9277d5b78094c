import { labSuite } from '../../xen-lab/index.mjs'

await labSuite(new URL('./lab/channels.lab.ts', import.meta.url), { domus: 2 })
