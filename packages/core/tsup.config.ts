import { library } from '../../tsup.base.js'

export default library(['src/index.ts', 'src/driver.ts', 'src/config.ts', 'src/rpc.ts', 'src/testing.ts'])
