import { command, type Command } from '../../parser/command.js'
import { argv } from '../../parser/options.js'
import { parseProgramOptions } from '../../parser/program-options.js'
import { completeWords } from '../../shell/completion.js'

/** What shells call for their own completion: `virt complete -- WORDS...`. */
export const complete: Command = command({
  name: 'complete',
  summary: 'internal command for autocompletion',
  description: 'Prints one proposal per line for the last of the words of a command line.',
  offline: true,
  hidden: true,
  options: {
    string: argv('words of the command line so far'),
  },
  run: async (session, { string: words }) => {
    const { connect, rest } = parseProgramOptions(words.slice(0, -1))
    if (connect !== undefined) await session.connect(connect, true).catch(() => undefined)
    const { proposals } = await completeWords([...rest, words.at(-1) ?? ''], session)
    session.output.print(proposals.map((each) => `${each}\n`).join(''))
  },
})
