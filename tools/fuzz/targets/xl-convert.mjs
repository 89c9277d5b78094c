import { formatDomain, parseDomain } from '@virt/core/config'
import { files, seeds, words } from './config.mjs'

/** Files of xl: what is read is written, as a file, as a document, and into the file itself, and is read again. */
export default {
  async load() {
    const { domainFromXl, domainToXl } = await import('../../../packages/driver-xm/dist/index.js')
    return (input) => {
      const text = input.toString()
      const options = { configVersion: 4 - (input.length % 2) * (input.length % 4) }
      const config = domainFromXl(text, { ...options, name: 'd' })
      parseDomain(formatDomain(config))
      domainFromXl(domainToXl(config, options), options)
      domainToXl({ ...config, memory: config.memory + 1024 }, { ...options, into: text })
    }
  },
  words,
  seeds,
  arbitrary: files,
}
