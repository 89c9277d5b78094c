import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { argv, bool, seconds, unsigned } from '../../parser/options.js'
import { domain } from '../shared/lookup.js'

/** Longer than anybody waits: a day. */
const withoutLimit = 86_400_000

export const qemuAgentCommand: Command = command({
  name: 'qemu-agent-command',
  summary: 'QEMU Guest Agent Command',
  description: 'Run an arbitrary qemu guest agent command; use at your own risk',
  options: {
    domain,
    timeout: seconds('timeout seconds. must be positive.'),
    block: bool('execute command without timeout'),
    pretty: bool('pretty-print the output'),
    cmd: argv('command'),
  },
  run: async (session, { domain: { it }, timeout, block, pretty, cmd }) => {
    exclusive({ timeout: timeout !== undefined, block }, 'timeout', 'block')
    const patience = block ? withoutLimit : timeout
    const flags = { ...(patience !== undefined && { patience }), ...session.call }
    const answer = await it.agentCommand(cmd.join(' '), flags)
    session.output.line(pretty ? JSON.stringify(JSON.parse(answer), null, 2) : answer)
  },
})

export const domtime: Command = command({
  name: 'domtime',
  summary: 'domain time',
  description: "Gets or sets the domain's system time",
  options: {
    domain,
    now: bool('set to the time of the host running virsh'),
    pretty: bool("print domain's time in human readable form"),
    sync: bool("instead of setting given time, synchronize from domain's RTC"),
    time: unsigned('time to set'),
  },
  run: async (session, { domain: { it }, now, pretty, sync, time }) => {
    exclusive({ now, sync, time: time !== undefined }, 'time', 'now', 'sync')
    if (now || sync || time !== undefined)
      return it.setTime(sync ? undefined : now ? Date.now() : (time ?? 0) * 1000, session.call)
    const seconds = Math.floor((await it.time(session.call)) / 1000)
    const people = new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')
    session.output.line(`Time: ${pretty ? people : seconds}`)
  },
})
