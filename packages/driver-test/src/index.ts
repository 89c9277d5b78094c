import { defaultRegistry } from '@virt/core/driver'
import { testDriver } from './driver.js'

export { testDriver } from './driver.js'

defaultRegistry.register(testDriver)
