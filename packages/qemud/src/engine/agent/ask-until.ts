import type { Guest } from '../guest.js'
import type { AgentChannel } from './agent-channel.js'
import { checkAnswer } from './ask-agent.js'

/** What an agent is told. */
export interface AgentRequest {
  readonly execute: string
  readonly arguments?: Readonly<Record<string, unknown>>
}

/** Give a command of which a good outcome is silence: resolves when QEMU tells one of these events, or the guest is gone. */
export async function askUntil(
  channel: AgentChannel,
  guest: Guest,
  request: AgentRequest,
  events: readonly string[],
): Promise<void> {
  const outcome = first(guest, events)
  try {
    await Promise.race([
      outcome.happens,
      channel.ask(JSON.stringify(request)).then((answer) => {
        checkAnswer(request.execute, answer)
        return outcome.happens
      }),
    ])
  } finally {
    outcome.forget()
  }
}

function first(
  guest: Guest,
  events: readonly string[],
): { readonly happens: Promise<void>; readonly forget: () => void } {
  let forget = (): void => undefined
  const happens = new Promise<void>((resolve) => {
    forget = guest.monitor.onEvent(({ event }) => {
      if (events.includes(event)) resolve()
    })
    void guest.ended.then(resolve)
  })
  return { happens, forget }
}
