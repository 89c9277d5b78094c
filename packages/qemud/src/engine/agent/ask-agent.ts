import { VirtError, type Call } from '@virt/core/driver'
import type { ManagedDomain } from '../domain.js'
import type { Guest } from '../guest.js'
import { AgentChannel, type AgentAnswer } from './agent-channel.js'

/** Milliseconds that an agent may take. */
const usualPatience = 5_000
const agentName = 'org.qemu.guest_agent.0'

/** How long to wait. */
export interface AgentCall extends Call {
  readonly patience?: number
}

/** Give a command to the agent of a running domain, as it is: one at a time, each in a conversation of its own. */
export function askAgent(domain: ManagedDomain, command: string, call: AgentCall): Promise<AgentAnswer> {
  const guest = domain.running()
  const path = agentPath(guest)
  return guest.agent.run(async () => {
    if (guest.state !== 'running')
      throw new VirtError('OPERATION_INVALID', 'guest agent cannot answer while the domain is paused', {
        origin: 'QEMU',
      })
    return converse(path, command, call)
  }, call)
}

/** Ask for what a command returns. @throws OPERATION_FAILED when the agent refuses. */
export async function fromAgent<T>(
  domain: ManagedDomain,
  execute: string,
  args: Readonly<Record<string, unknown>> | undefined,
  call: AgentCall,
): Promise<T> {
  const answer = await askAgent(domain, JSON.stringify({ execute, arguments: args }), call)
  if (!answer.error) return answer.return as T
  const { desc } = answer.error
  throw new VirtError(
    'OPERATION_FAILED',
    `unable to execute QEMU agent command '${execute}': ${typeof desc === 'string' ? desc : 'refused'}`,
    { origin: 'QEMU' },
  )
}

async function converse(
  path: string,
  command: string,
  { signal, patience = usualPatience }: AgentCall,
): Promise<AgentAnswer> {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(late(patience)), patience)
  const stop = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal
  try {
    const channel = await AgentChannel.open(path, stop)
    try {
      return await channel.ask(command)
    } finally {
      channel.close()
    }
  } finally {
    clearTimeout(timer)
  }
}

/** The host's end of the agent's channel. */
function agentPath({ config }: Guest): string {
  const channel = config.devices?.channels?.find(({ target }) => target.name === agentName)
  const [source] = channel?.sources ?? []
  if (channel?.type === 'unix' && source?.path !== undefined && source.mode === 'bind') return source.path
  throw new VirtError('OPERATION_UNSUPPORTED', 'QEMU guest agent is not configured', { origin: 'QEMU' })
}

function late(patience: number): VirtError {
  return new VirtError('AGENT_UNRESPONSIVE', `guest agent did not answer within ${patience} ms`, {
    origin: 'QEMU',
  })
}
