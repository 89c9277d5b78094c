import type { AffectFlags, Domain } from '@virt/core'
import { VirtError } from '@virt/core'
import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { attempt } from '../../parser/failure.js'
import { argv, bool, data, string } from '../../parser/options.js'
import type { Session } from '../../session.js'
import { affected } from '../shared/affect.js'
import { domain } from '../shared/lookup.js'

const affecting = {
  live: bool('modify/get running state'),
  config: bool('modify/get persistent configuration'),
  current: bool('modify/get current state configuration'),
} as const

export const desc: Command = command({
  name: 'desc',
  summary: "show or set domain's description or title",
  description: 'Allows setting or modifying the description or title of a domain.',
  options: {
    domain,
    ...affecting,
    title: bool('modify/get the title instead of description'),
    'new-desc': argv('message'),
  },
  run: async (session, { domain: { it, given }, title, 'new-desc': words, ...affect }) => {
    const flags = affected(affect)
    const type = title ? 'title' : 'description'
    if (words.length > 0) {
      const text = words.join(' ')
      const work = it.setMetadata(type, text === '' ? undefined : text, { ...flags, ...session.call })
      await attempt(`Failed to set new domain ${type}`, work)
      return session.output.confirm(`Domain ${type} updated successfully`)
    }
    const text = await said(session, it, type, flags)
    if (text !== undefined) return session.output.line(text)
    session.output.print(`No ${type} for domain: ${given}${session.output.quiet ? '\n' : ''}`)
  },
})

/** What is said; nothing is no failure. */
async function said(
  session: Session,
  it: Domain,
  type: 'title' | 'description',
  flags: AffectFlags,
): Promise<string | undefined> {
  try {
    return await it.metadata(type, { ...flags, ...session.call })
  } catch (thrown) {
    if (!VirtError.is(thrown)) throw thrown
    if (thrown.code === 'NO_DOMAIN_METADATA') return undefined
    if (thrown.code !== 'NO_SUPPORT') throw thrown
    return (await it.config({ ...(flags.config && { inactive: true }), ...session.call }))[type]
  }
}

export const metadata: Command = command({
  name: 'metadata',
  summary: "show or set domain's custom XML metadata",
  description: 'Shows or modifies the XML metadata of a domain.',
  options: {
    domain,
    uri: data('URI of the namespace'),
    ...affecting,
    key: string('key to be used as a namespace identifier'),
    set: string('new metadata to set'),
    remove: bool('remove the metadata corresponding to an uri'),
  },
  run: async (session, { domain: { it }, uri, key, set, remove, ...affect }) => {
    exclusive({ set: set !== undefined, remove }, 'set', 'remove')
    const flags = { ...affected(affect), uri, ...session.call }
    if (set === undefined && !remove) return session.output.line(await it.metadata('element', flags))
    await it.setMetadata('element', set, { ...flags, ...(key !== undefined && { key }) })
    session.output.confirm(remove ? 'Metadata removed' : 'Metadata modified')
  },
})
