import { command, type Command } from '../../parser/command.js'
import { Failure } from '../../parser/failure.js'
import { string } from '../../parser/options.js'
import { commandHelp, groupHelp } from '../../shell/help-text.js'
import { commandNames, findCommand, groups } from '../catalogue.js'

export const help: Command = command({
  name: 'help',
  summary: 'print help',
  description: 'Prints global help, command specific help, or help for a\n    group of related commands',
  offline: true,
  options: {
    command: string('Prints global help, command specific help, or help for a group of related commands', {
      complete: () => [...commandNames, ...groups.map(({ keyword }) => keyword)],
    }),
  },
  run: async ({ output }, { command: wanted }) => {
    if (wanted === undefined) {
      output.print(await allHelp())
      return
    }
    const found = await findCommand(wanted)
    if (found) {
      output.print(commandHelp(found))
      return
    }
    const group = groups.find(({ keyword }) => keyword === wanted)
    if (!group) throw new Failure(`command or command group '${wanted}' doesn't exist`)
    output.print(await groupHelp(group))
  },
})

async function allHelp(): Promise<string> {
  const all = await Promise.all(groups.map(groupHelp))
  return `Grouped commands:\n\n${all.map((text) => `${text}\n`).join('')}`
}
