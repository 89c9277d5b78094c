import { library } from '../../tsup.base.js'

/**
 * One file of our own, minified for it is a program that nobody reads and that must start fast. The core stays outside:
 * drivers need it too, and one copy of it starts faster than two.
 */
export default library(['src/virt.ts'], { dts: false, splitting: false, minify: true })
