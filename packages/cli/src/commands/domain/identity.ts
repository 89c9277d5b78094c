import { command, type Command } from '../../parser/command.js'
import { domain, domainByIdOrName, domainByIdOrUuid, domainByNameOrUuid } from '../shared/lookup.js'

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

export const desc: Command = command({
  name: 'desc',
  summary: "show domain's description or title",
  description: 'Show description or title of a domain.',
  options: {
    domain,
    live: { type: 'bool', help: 'get running state', read: (given) => given !== undefined },
    config: { type: 'bool', help: 'get persistent state', read: (given) => given !== undefined },
    title: {
      type: 'bool',
      help: 'get the title instead of description',
      read: (given) => given !== undefined,
    },
  },
  run: async (session, { domain: { it, given }, config, title }) => {
    const { title: name, description } = await it.config({
      ...(config ? { inactive: true } : {}),
      ...session.call,
    })
    const text = title ? name : description
    if (text) session.output.line(text)
    else session.output.confirm(`No ${title ? 'title' : 'description'} for domain: ${given}`)
  },
})
