import { command, type Command } from '../../parser/command.js'
import { edit as editText } from '../shared/edit.js'
import { domain } from '../shared/lookup.js'

export const edit: Command = command({
  name: 'edit',
  summary: 'edit XML configuration for a domain',
  description: 'Edit the XML configuration for a domain.',
  options: { domain },
  run: async (session, { domain: { it } }) => {
    const connection = await session.connection()
    const secure = !session.readOnly
    const text = await it.xml({ inactive: true, ...(secure && { secure }), ...session.call })
    const save = (edited: string): Promise<unknown> => connection.defineDomain(edited, session.call)
    const changed = await editText(session, { text, save })
    session.output.confirm(`Domain '${it.name}' XML configuration ${changed ? 'edited' : 'not changed'}.`)
  },
})
