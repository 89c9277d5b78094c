import { defaultRegistry } from '@virt/core/driver'
import { driver } from './driver.js'

export { driver } from './driver.js'

defaultRegistry.register(driver)
