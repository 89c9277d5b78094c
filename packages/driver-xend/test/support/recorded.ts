import { join } from 'node:path'
import { corpus, peer } from '../../../../tools/peers.mjs'

/** Whether the recordings are there. */
export const recorded: boolean = peer('corpus')

/** The folder of all versions' recordings. */
export const transcripts: string = join(corpus, 'xend-transcripts')
