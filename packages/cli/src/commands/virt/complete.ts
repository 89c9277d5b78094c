import { command, type Command } from '../../parser/command.js'
import { argv } from '../../parser/options.js'
import { complete as completeLine } from '../../shell/completion.js'

/** What shells call for their own completion: `virt complete -- WORDS...`. */
export const complete: Command = command({
  name: 'complete',
  summary: 'internal command for autocompletion',
  description: 'Prints one proposal per line for the last of the words.',
  offline: true,
  hidden: true,
  options: {
    string: argv('words of the command line so far'),
  },
  run: async (session, { string: words }) => {
    const { proposals } = await completeLine(words.join(' '), session)
    session.output.print(proposals.map((each) => `${each}\n`).join(''))
  },
})
