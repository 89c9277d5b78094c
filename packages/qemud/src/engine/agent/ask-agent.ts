import type { ChannelConfig } from '@virt/core/config'
import { VirtError, type Call } from '@virt/core/driver'
import type { ManagedDomain } from '../domain.js'
import type { Guest } from '../guest.js'
import { AgentChannel, type AgentAnswer } from './agent-channel.js'

/** Milliseconds that an agent may take, and in which it must say that it is there. */
const usualPatience = 5_000
const agentName = 'org.qemu.guest_agent.0'

/** How long to wait. */
export interface AgentCall extends Call {
  readonly patience?: number
}

/** Give a command to the agent of a running domain, as it is. */
export function askAgent(domain: ManagedDomain, command: string, call: AgentCall): Promise<AgentAnswer> {
  return withAgent(domain, call, (channel) => channel.ask(command))
}

/** Talk with the agent of a running domain: one at a time, each in a conversation of its own. */
export function withAgent<T>(
  domain: ManagedDomain,
  call: AgentCall,
  work: (channel: AgentChannel, guest: Guest) => Promise<T>,
): Promise<T> {
  const guest = domain.running()
  const path = agentPath(guest)
  return guest.agent.run(async () => {
    if (guest.state !== 'running')
      throw new VirtError('OPERATION_INVALID', 'guest agent cannot answer while the domain is paused', {
        origin: 'QEMU',
      })
    return converse(path, call, (channel) => work(channel, guest))
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
  checkAnswer(execute, answer)
  return answer.return as T
}

/** @throws OPERATION_FAILED when the agent refuses. */
export function checkAnswer(execute: string, { error }: AgentAnswer): void {
  if (!error) return
  const { desc } = error
  throw new VirtError(
    'OPERATION_FAILED',
    `unable to execute QEMU agent command '${execute}': ${typeof desc === 'string' ? desc : 'refused'}`,
    { origin: 'QEMU' },
  )
}

async function converse<T>(
  path: string,
  { signal, patience = usualPatience }: AgentCall,
  work: (channel: AgentChannel) => Promise<T>,
): Promise<T> {
  const limit = new AbortController()
  const within = (most: number): NodeJS.Timeout => setTimeout(() => limit.abort(late(most)), most)
  let timer = within(Math.min(patience, usualPatience))
  const stop = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal
  try {
    const channel = await AgentChannel.open(path, stop)
    clearTimeout(timer)
    timer = within(patience)
    try {
      return await work(channel)
    } finally {
      channel.close()
    }
  } finally {
    clearTimeout(timer)
  }
}

export function agentChannel({ config }: Guest): ChannelConfig | undefined {
  return config.devices?.channels?.find(({ target }) => target.name === agentName)
}

/** The host's end of the agent's channel. */
function agentPath(guest: Guest): string {
  const channel = agentChannel(guest)
  const [source] = channel?.sources ?? []
  if (channel?.type === 'unix' && source?.path !== undefined && source.mode === 'bind') return source.path
  throw new VirtError('OPERATION_UNSUPPORTED', 'QEMU guest agent is not configured', { origin: 'QEMU' })
}

function late(patience: number): VirtError {
  return new VirtError('AGENT_UNRESPONSIVE', `guest agent did not answer within ${patience} ms`, {
    origin: 'QEMU',
  })
}
