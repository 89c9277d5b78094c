import { groups } from '../commands/catalogue.js'
import { version } from '../version.js'
import { groupHelp } from './help-text.js'

const text = `
virt [options]... [<command_string>]
virt [options]... <command> [args...]

  options:
    -c | --connect=URI      hypervisor connection URI
    -d | --debug=NUM        debug level [0-4]
    -e | --escape <char>    set escape sequence for console
    -h | --help             this help
    -k | --keepalive-interval=NUM
                            keepalive interval in seconds, 0 for disable
    -K | --keepalive-count=NUM
                            number of possible missed keepalive messages
    -l | --log=FILE         output logging to file
    -q | --quiet            quiet mode
    -r | --readonly         connect readonly
    -t | --timing           print timing information
    -v                      short version
    -V                      long version
         --version[=TYPE]   version, TYPE is short or long (default short)
  commands (non interactive mode):

`

const end = `
  (specify help <group> for details about the commands in the group)

  (specify help <command> for details about the command)

`

/** What `-h`, `-v` and `-V` print. */
export async function usage(what: 'help' | 'version' | 'long version'): Promise<string> {
  if (what === 'version') return `${version}\n`
  if (what === 'long version')
    return `Virt command line tool of @virt ${version}\nNode.js ${process.versions.node}\n`
  const all = await Promise.all(groups.map(groupHelp))
  return `${text}${all.map((each) => each.replace("'):\n", "')\n")).join('\n')}${end}`
}
