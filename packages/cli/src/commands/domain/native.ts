import type { Domain } from '@virt/core'
import { formatDomain, parseDomain, type DomainConfig } from '@virt/core/config'
import { command, type Command } from '../../parser/command.js'
import { Failure } from '../../parser/failure.js'
import { string } from '../../parser/options.js'
import type { Session } from '../../session.js'
import { fileNames } from '../../shell/names.js'
import { maybeDomain } from '../shared/lookup.js'
import { nativeFormat } from '../shared/native-format.js'
import { file, readDescription } from '../shared/read-file.js'

export const domxmlFromNative: Command = command({
  name: 'domxml-from-native',
  summary: 'Convert native config to domain XML',
  description: 'Convert native guest configuration format to domain XML format.',
  offline: true,
  options: {
    format: nativeFormat('source config data format'),
    config: file('config data file to import from'),
  },
  run: async (session, { format, config }) =>
    session.output.print(formatDomain(format.parse(await readDescription(config, session)))),
})

export const domxmlToNative: Command = command({
  name: 'domxml-to-native',
  summary: 'Convert domain XML to native config',
  description: 'Convert domain XML config to a native guest configuration format.',
  offline: true,
  options: {
    format: nativeFormat('target config data type format'),
    domain: { ...maybeDomain, help: 'domain name, id or uuid', named: true },
    xml: string('xml data file to export from', { complete: fileNames }),
  },
  run: async (session, { format, domain, xml }) => {
    if (domain && xml) throw new Failure('Options --domain and --xml are mutually exclusive')
    const text = await format.format(await described(session, domain, xml))
    session.output.print(text.endsWith('\n') ? text : `${text}\n`)
  },
})

async function described(
  session: Session,
  domain: Domain | undefined,
  xml: string | undefined,
): Promise<DomainConfig> {
  if (domain) return domain.config(session.call)
  if (xml === undefined) throw new Failure('need either domain or domain XML')
  return parseDomain(await readDescription(xml, session))
}
