import { VirtError, type AgentOperations } from '@virt/core/driver'
import type { EngineContext } from '../context.js'
import { fieldsOf, textOf } from './agent-shapes.js'
import { fromAgent } from './ask-agent.js'

type UserOperations = Pick<AgentOperations, 'authorizedSshKeys' | 'setAuthorizedSshKeys' | 'setUserPassword'>

/** How users of the guest are let in. */
export function userOperations({ domains }: EngineContext): UserOperations {
  return {
    authorizedSshKeys: async (ref, username, call) => {
      const args = { username }
      const answer = await fromAgent(domains.get(ref), 'guest-ssh-get-authorized-keys', args, call)
      const { keys } = fieldsOf(answer)
      return Array.isArray(keys) ? keys.flatMap((key) => textOf(key) ?? []) : []
    },
    setAuthorizedSshKeys: async (ref, username, keys, { reset = false, remove = false }, call) => {
      const domain = domains.get(ref)
      if (reset && remove) throw invalid('keys are either all replaced or taken away')
      if (keys.length === 0 && !reset) throw invalid('no SSH key is given')
      if (remove) await fromAgent(domain, 'guest-ssh-remove-authorized-keys', { username, keys }, call)
      else await fromAgent(domain, 'guest-ssh-add-authorized-keys', { username, keys, reset }, call)
    },
    setUserPassword: async (ref, username, password, { encrypted: crypted = false }, call) => {
      const encoded = Buffer.from(password).toString('base64')
      const args = { username, password: encoded, crypted }
      await fromAgent(domains.get(ref), 'guest-set-user-password', args, call)
    },
  }
}

function invalid(detail: string): VirtError {
  return new VirtError('INVALID_ARG', detail, { origin: 'QEMU' })
}
