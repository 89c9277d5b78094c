import { stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { command, type Command } from '../../parser/command.js'
import { Failure } from '../../parser/failure.js'
import { bool, string } from '../../parser/options.js'
import { fileNames } from '../../shell/names.js'
import { explain } from '../shared/read-file.js'

export const cd: Command = command({
  name: 'cd',
  summary: 'change the current directory',
  description: 'Change the current directory.',
  offline: true,
  options: {
    dir: string('directory to switch to (default: home or else root)', { complete: fileNames }),
  },
  run: async (session, { dir = session.environment.env.HOME ?? homedir() }) => {
    if (!session.interactive) throw new Failure('cd: command valid only in interactive mode')
    const target = resolve(session.cwd, dir)
    const found = await stat(target).catch((thrown: unknown) => {
      throw new Failure(`cd: ${dir}: ${explain(thrown)}`)
    })
    if (!found.isDirectory()) throw new Failure(`cd: ${dir}: Not a directory`)
    session.cwd = target
  },
})

export const pwd: Command = command({
  name: 'pwd',
  summary: 'print the current directory',
  description: 'Print the current directory.',
  offline: true,
  options: {},
  run: async (session) => session.output.line(session.cwd),
})

const leave = (name: string): Command =>
  command({
    name,
    summary: 'quit this interactive terminal',
    offline: true,
    options: {},
    run: async (session) => {
      session.ended = true
    },
  })

export const quit: Command = leave('quit')
export const exit: Command = leave('exit')

export const connect: Command = command({
  name: 'connect',
  summary: '(re)connect to hypervisor',
  description: 'Connect to local hypervisor. This is built-in command after shell start up.',
  offline: true,
  options: {
    name: string('hypervisor connection URI', { emptyAllowed: true }),
    readonly: bool('read-only connection'),
  },
  run: async (session, { name, readonly }) => session.connect(name || undefined, readonly),
})
