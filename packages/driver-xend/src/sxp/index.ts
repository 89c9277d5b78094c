export { child, children, text } from './access.js'
export { formatSxp } from './format.js'
export { parseSxp } from './parse.js'
export type { Sxp } from './sxp.js'
