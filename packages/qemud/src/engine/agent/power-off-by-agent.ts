import type { Call } from '@virt/core/driver'
import type { ManagedDomain } from '../domain.js'
import type { Guest } from '../guest.js'
import { checkAnswer, withAgent } from './ask-agent.js'

/** Milliseconds from the command to the end of the guest: as libvirt's. */
const patience = 60_000
const command = 'guest-shutdown'

/** Have the agent end its guest, of which a good outcome is silence: resolves when the guest has powered off, or restarts. */
export function powerOffByAgent(
  domain: ManagedDomain,
  mode: 'powerdown' | 'reboot',
  call: Call,
): Promise<void> {
  return withAgent(domain, { ...call, patience }, async (channel, guest) => {
    const ended = endOf(guest)
    try {
      await Promise.race([
        ended.happens,
        channel.ask(JSON.stringify({ execute: command, arguments: { mode } })).then((answer) => {
          checkAnswer(command, answer)
          return ended.happens
        }),
      ])
    } finally {
      ended.forget()
    }
  })
}

/** The moment at which a guest powers off, restarts, or is gone. */
function endOf(guest: Guest): { readonly happens: Promise<void>; readonly forget: () => void } {
  let forget = (): void => undefined
  const happens = new Promise<void>((resolve) => {
    forget = guest.monitor.onEvent(({ event }) => {
      if (event === 'SHUTDOWN' || event === 'RESET') resolve()
    })
    void guest.ended.then(resolve)
  })
  return { happens, forget }
}
