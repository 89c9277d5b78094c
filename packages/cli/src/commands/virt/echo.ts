import { command, type Alias, type Command } from '../../parser/command.js'
import { argv, bool, string } from '../../parser/options.js'
import { splitList } from '../shared/split-list.js'
import { escapeXml } from '../shared/xml.js'

const str: Alias = { type: 'alias', of: 'string' }
const hi: Alias = { type: 'alias', of: 'string', value: 'hello' }

export const echo: Command = command({
  name: 'echo',
  summary: 'echo arguments',
  description: 'Echo back arguments, possibly with quoting.',
  offline: true,
  options: {
    shell: bool('escape for shell use'),
    xml: bool('escape for XML use'),
    split: bool("split each argument on ','; ',,' is an escape sequence"),
    err: bool('output to stderr'),
    str,
    hi,
    prefix: string('prefix the message', { named: true }),
    string: argv('arguments to echo'),
  },
  run: async ({ output }, { shell, xml, split, err, prefix, string: words }) => {
    const quoted = words.map((word) => {
      const text = xml ? escapeXml(word) : word
      return shell ? quote(text) : text
    })
    const text = split
      ? words
          .flatMap(splitList)
          .map((part) => `${part}\n`)
          .join('')
      : quoted.join(' ')
    const message = prefix === undefined ? text : `${prefix} ${text}`
    if (err) output.error(message)
    else output.print(message)
  },
})

/** So that a shell reads the same word again. */
function quote(word: string): string {
  return /^[\w%+,\-./:=@^~]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
