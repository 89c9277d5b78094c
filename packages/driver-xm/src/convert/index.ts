export type { ReadOptions, WriteOptions } from './conversion.js'
export { xenXl, xenXm } from './native-formats.js'
export { domainFromXl, domainToXl } from './xl.js'
export { domainFromXm, domainToXm } from './xm.js'
