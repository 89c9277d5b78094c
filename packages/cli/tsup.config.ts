import { library } from '../../tsup.base.js'

export default library(['src/virt.ts'], {
  dts: false,
  splitting: true,
  noExternal: ['@virt/core', 'commander'],
})
