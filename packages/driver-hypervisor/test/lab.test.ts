import { fileURLToPath } from 'node:url'
import { labSuite } from '../../../tools/xen-lab/index.mjs'

/** What core loads at its first use is found from here, for the suite is one module without packages beside it. */
const NODE_PATH = fileURLToPath(new URL('../../core/node_modules', import.meta.url))

await labSuite(new URL('./lab/hypervisor.lab.ts', import.meta.url), { domus: 1, environment: { NODE_PATH } })
