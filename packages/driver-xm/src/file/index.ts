export { ConfigFile } from './config-file.js'
export { formatConfigFile, type ConfigEntry } from './format.js'
export { parseConfigFile } from './parse.js'
export type { ConfigValue } from './value.js'
