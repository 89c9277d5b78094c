import type { Domain } from '@virt/core'
import { format, present } from '../../output/format.js'
import { formatRecord } from '../../output/record.js'
import { command, type Command } from '../../parser/command.js'
import type { Session } from '../../session.js'
import { domain } from '../shared/lookup.js'
import { ifSupported } from '../shared/if-supported.js'
import { stateName } from '../shared/state-names.js'

interface Label {
  readonly model: string
  readonly doi: string
  readonly label?: string
}

export const dominfo: Command = command({
  name: 'dominfo',
  summary: 'domain information',
  description: 'Returns basic information about the domain.',
  options: { domain, format },
  run: async (session, { domain: { it }, format: wanted }) => {
    const [osType, info, autostart, security] = await Promise.all([
      it.osType(session.call),
      it.info(session.call),
      ifSupported(it.autostart(session.call)),
      securityOf(session, it),
    ])
    const facts = { name: it.name, uuid: it.uuid, osType, ...info, id: info.id ?? null, autostart, security }
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
        ['Managed save', 'no'],
        ['Security model', security?.model ?? 'none'],
        ['Security DOI', security?.doi ?? '0'],
        ['Security label', security?.label],
      ]),
    )
  },
})

const yesNo = (value: boolean): string => (value ? 'yes' : 'no')

/** The host's security model, and the label that it gave to a running domain. */
async function securityOf(session: Session, it: Domain): Promise<Label | undefined> {
  const connection = await session.connection()
  const { host } = (await ifSupported(connection.capabilities(session.call))) ?? {}
  const [model] = host?.secmodels ?? []
  if (!model?.model || model.model === 'none') return undefined
  const { seclabels } = (await ifSupported(it.config(session.call))) ?? {}
  const label = seclabels?.find((each) => each.model === model.model)?.label
  return { model: model.model, doi: model.doi ?? '', label }
}
