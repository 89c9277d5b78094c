import type { ChannelReport } from '@virt/core'
import { format, present } from '../../output/format.js'
import { tableOf } from '../../output/table.js'
import { command, type Command } from '../../parser/command.js'

export const channels: Command = command({
  name: 'channels',
  summary: 'drivers behind the connection',
  description: "Every driver of the connection's scheme: whether it opened, and why not.",
  options: { format },
  run: async (session, { format: wanted }) => {
    const { channels: all } = await session.connection()
    present(session, wanted, all, () => tableOf(['Driver', 'Status', 'Reason'], all.flatMap(rowsOf)))
  },
})

function rowsOf({ driver, status, reason, diagnostics = [] }: ChannelReport): string[][] {
  return [[driver, status, reason ?? '-'], ...diagnostics.map((each) => [driver, '', each])]
}
