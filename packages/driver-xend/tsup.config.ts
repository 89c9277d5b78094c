import { library } from '../../tsup.base.js'

export default library(['src/index.ts'], {
  noExternal: ['@virt/xen-common'],
  dts: { resolve: ['@virt/xen-common'] },
})
