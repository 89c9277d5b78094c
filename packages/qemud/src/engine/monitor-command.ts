import { VirtError, type Call, type MonitorCommandFlags } from '@virt/core/driver'
import type { EngineContext } from './context.js'
import type { ManagedDomain } from './domain.js'
import { taint } from './taint.js'

/** Pass a command on to QEMU's monitor, and its answer back as QEMU said it. */
export function monitorCommand(
  context: EngineContext,
  domain: ManagedDomain,
  command: string,
  { hmp }: MonitorCommandFlags,
  call: Call,
): Promise<string> {
  return domain.jobs.run(async () => {
    const guest = domain.running()
    const { execute, arguments: args } = hmp ? human(command) : parsed(command)
    taint(context, domain, guest, 'custom-monitor')
    const answer = await guest.monitor.executeRaw(execute, args, call)
    return hmp ? printed(answer) : answer
  }, call)
}

interface Command {
  readonly execute: string
  readonly arguments?: Readonly<Record<string, unknown>>
}

const human = (line: string): Command => ({
  execute: 'human-monitor-command',
  arguments: { 'command-line': line },
})

function parsed(text: string): Command {
  try {
    const command = JSON.parse(text) as Partial<Record<keyof Command, unknown>> | null
    if (typeof command?.execute === 'string') return command as Command
  } catch {
    // told below
  }
  throw new VirtError('INVALID_ARG', `not a QMP command: ${text}`, { origin: 'QEMU' })
}

function printed(answer: string): string {
  const { return: text, error } = JSON.parse(answer) as { return?: unknown; error?: { desc?: unknown } }
  if (typeof text === 'string') return text
  throw new VirtError('OPERATION_FAILED', String(error?.desc), { origin: 'QEMU' })
}
