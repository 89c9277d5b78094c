import { formatDomain, parseDomain } from '@virt/core/config'
import { files, seeds, words } from './config.mjs'

/** Files of xm: what is read is written, as a file, as a document, and into the file itself, and is read again. */
export default {
  async load() {
    const { domainFromXm, domainToXm } = await import('../../../packages/driver-xm/dist/index.js')
    return (input) => {
      const text = input.toString()
      const options = { configVersion: 4 - (input.length % 2) * (input.length % 4) }
      const config = domainFromXm(text, { ...options, name: 'd' })
      parseDomain(formatDomain(config))
      domainFromXm(domainToXm(config, options), options)
      domainToXm({ ...config, memory: config.memory + 1024 }, { ...options, into: text })
    }
  },
  words,
  seeds,
  arbitrary: files,
}
