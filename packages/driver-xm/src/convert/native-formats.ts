import type { DomainConfig } from '@virt/core/config'
import { VirtError, type NativeFormat } from '@virt/core/driver'
import type { ConfigFile } from '../file/index.js'
import { domainFromXl, domainToXl } from './xl.js'
import { domainFromXm, domainToXm } from './xm.js'

export const xenXm: NativeFormat = format('configuration file of xm', domainFromXm, domainToXm)
export const xenXl: NativeFormat = format('configuration file of xl', domainFromXl, domainToXl)

function format(
  summary: string,
  from: (text: string) => DomainConfig,
  to: (config: DomainConfig) => ConfigFile,
): NativeFormat {
  return {
    summary,
    parse(text) {
      try {
        return from(text)
      } catch (error) {
        if (!VirtError.is(error) || error.code !== 'CONF_SYNTAX') throw error
        throw new VirtError('PARSE_FAILED', error.detail, { origin: error.origin, cause: error })
      }
    },
    format: (config) => to(config).toString(),
  }
}
