import { fileURLToPath } from 'node:url'

/** The directory of the workspace, with a slash at its end. */
export const root = fileURLToPath(new URL('../..', import.meta.url))
