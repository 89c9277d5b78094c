export { suite as default } from '../../vitest.base.js'
