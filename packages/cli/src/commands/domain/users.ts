import { command, type Command } from '../../parser/command.js'
import { exclusive, requires } from '../../parser/exclusive.js'
import { Failure } from '../../parser/failure.js'
import { bool, data, string } from '../../parser/options.js'
import { format, present } from '../../output/format.js'
import { fileNames } from '../../shell/names.js'
import { chosen } from '../shared/chosen.js'
import { domain } from '../shared/lookup.js'
import { readDescription } from '../shared/read-file.js'

export const getUserSshkeys: Command = command({
  name: 'get-user-sshkeys',
  summary: 'list authorized SSH keys for given user (via agent)',
  description: 'Use the guest agent to query authorized SSH keys for given user',
  options: { domain, user: data('user to list authorized keys for'), format },
  run: async (session, { domain: { it }, user, format: wanted }) => {
    const keys = await it.authorizedSshKeys(user, session.call)
    const facts = keys.map((key) => ({ key }))
    present(session, wanted, facts, () => keys.map((key) => `${key}\n`).join(''))
  },
})

export const setUserSshkeys: Command = command({
  name: 'set-user-sshkeys',
  summary: 'manipulate authorized SSH keys file for given user (via agent)',
  description: 'Append, reset or remove specified key from the authorized keys file for given user',
  options: {
    domain,
    user: data('user to set authorized keys for'),
    file: string('optional file to read keys from', { complete: fileNames }),
    reset: bool('clear out authorized keys file before adding new keys'),
    remove: bool('remove keys from the authorized keys file'),
  },
  run: async (session, { domain: { it }, user, file, reset, remove }) => {
    exclusive({ reset, remove }, 'reset', 'remove')
    requires({ remove, file }, 'remove', 'file')
    if (file === undefined && !reset) throw new Failure('Option --file is required')
    const keys = file === undefined ? [] : keysIn(await readDescription(file, session))
    if (file !== undefined && keys.length === 0) throw new Failure(`File ${file} contains no keys`)
    await it.setAuthorizedSshKeys(user, keys, { ...chosen({ reset, remove }), ...session.call })
  },
})

/** A key each line; `#` begins a comment. */
function keysIn(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim())
  return lines.filter((line) => line !== '' && !line.startsWith('#'))
}

export const setUserPassword: Command = command({
  name: 'set-user-password',
  summary: 'set the user password inside the domain',
  description: 'changes the password of the specified user inside the domain',
  options: {
    domain,
    user: data('the username'),
    password: data('the new password'),
    encrypted: bool('the password is already encrypted'),
  },
  run: async (session, { domain: { it, given }, user, password, encrypted }) => {
    await it.setUserPassword(user, password, { ...chosen({ encrypted }), ...session.call })
    session.output.confirm(`Password set successfully for ${user} in ${given}`)
  },
})
