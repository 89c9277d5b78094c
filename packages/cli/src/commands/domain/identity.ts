import { command, type Command } from '../../parser/command.js'
import { domainByIdOrName, domainByIdOrUuid, domainByNameOrUuid } from '../shared/lookup.js'

export const domid: Command = command({
  name: 'domid',
  summary: 'convert a domain name or UUID to domain id',
  options: { domain: domainByNameOrUuid },
  run: async ({ output }, { domain: { it } }) => output.line(it.id === undefined ? '-' : String(it.id)),
})

export const domname: Command = command({
  name: 'domname',
  summary: 'convert a domain id or UUID to domain name',
  options: { domain: domainByIdOrUuid },
  run: async ({ output }, { domain: { it } }) => output.line(it.name),
})

export const domuuid: Command = command({
  name: 'domuuid',
  summary: 'convert a domain name or id to domain UUID',
  options: { domain: domainByIdOrName },
  run: async ({ output }, { domain: { it } }) => output.line(it.uuid),
})
