import { existsSync, realpathSync } from 'node:fs'
import { corpus } from '../../peers.mjs'
import { labSuite } from '../../xen-lab/index.mjs'

const XEND_TRANSCRIPTS = existsSync(corpus) ? `${realpathSync(corpus)}/xend-transcripts` : ''

await labSuite(new URL('./lab/channels.lab.ts', import.meta.url), {
  domus: 2,
  environment: { XEND_TRANSCRIPTS },
})
