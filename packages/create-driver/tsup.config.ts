import { library } from '../../tsup.base.js'

export default library(['src/bin.ts'], { dts: false, splitting: false })
