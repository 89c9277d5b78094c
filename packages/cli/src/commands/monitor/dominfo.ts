import type { DomainInfo } from '@virt/core'
import { format, present } from '../../output/format.js'
import { formatRecord } from '../../output/record.js'
import { command, type Command } from '../../parser/command.js'
import type { Session } from '../../session.js'
import { domain } from '../shared/lookup.js'
import { ifSupported } from '../shared/if-supported.js'
import { stateName } from '../shared/state-names.js'

export const dominfo: Command = command({
  name: 'dominfo',
  summary: 'domain information',
  description: 'Returns basic information about the domain.',
  options: { domain, format },
  run: async (session, { domain: { it }, format: wanted }) => {
    const [osType, info, autostart, model, saved] = await Promise.all([
      it.osType(session.call),
      it.info(session.call),
      ifSupported(it.autostart(session.call)),
      securityModel(session),
      ifSupported(it.hasManagedSave(session.call)),
    ])
    const facts = {
      ...{ name: it.name, uuid: it.uuid, osType, ...info, id: info.id ?? null, autostart },
      ...{ managedSave: saved ?? false, securityModel: model ?? null },
    }
    present(session, wanted, facts, () =>
      formatRecord([
        ['Id', info.id ?? '-'],
        ['Name', it.name],
        ['UUID', it.uuid],
        ['OS Type', osType],
        ['State', stateName(info.state)],
        ['CPU(s)', info.vcpus],
        ['CPU time', info.cpuTime === 0 ? undefined : `${(info.cpuTime / 1e9).toFixed(1)}s`],
        ['Max memory', `${info.maxMemory} KiB`],
        ['Used memory', `${info.memory} KiB`],
        ['Persistent', info.persistent === undefined ? 'unknown' : yesNo(info.persistent)],
        ['Autostart', autostart === undefined ? undefined : autostart ? 'enable' : 'disable'],
        ['Managed save', yesNo(saved ?? false)],
        ['Security model', model?.model ?? 'none'],
        ['Security DOI', model?.doi ?? '0'],
        ['Security label', model && labelOf(info)],
        ...(info.messages ?? []).map((message, index) => [index === 0 ? 'Messages' : '', message] as const),
      ]),
    )
  },
})

const yesNo = (value: boolean): string => (value ? 'yes' : 'no')

function labelOf({ security }: DomainInfo): string | undefined {
  return security && `${security.label} (${security.enforcing ? 'enforcing' : 'permissive'})`
}

/** The first security model of the host that is one. */
async function securityModel(session: Session): Promise<{ model: string; doi: string } | undefined> {
  const connection = await session.connection()
  const { host } = (await ifSupported(connection.capabilities(session.call))) ?? {}
  const [first] = host?.secmodels ?? []
  if (!first?.model || first.model === 'none') return undefined
  return { model: first.model, doi: first.doi ?? '' }
}
