import { describe, expect, it } from 'vitest'
import { commandNames, findCommand, groups } from '../src/commands/catalogue.js'
import { onTest, virt } from './run.js'

describe('help', () => {
  it('of a command is virsh’s page', async () => {
    const { stdout } = await virt(['-q', 'help', 'setvcpus'])
    expect(stdout).toBe(`  NAME
    setvcpus - change number of virtual CPUs

  SYNOPSIS
    setvcpus <domain> <count> [--maximum] [--config] [--live] [--current]

  DESCRIPTION
    Change the number of virtual CPUs in the guest domain.

  OPTIONS
    [--domain] <string>  domain name, id or uuid
    [--count] <number>  number of virtual CPUs
    --maximum        set maximum limit on next boot
    --config         affect next boot
    --live           affect running domain
    --current        affect current domain

`)
  })

  it.each([
    ['echo', 'echo [--shell] [--xml] [--split] [--err] [--prefix <string>] [<string>]...'],
    [
      'schedinfo',
      'schedinfo <domain> [--weight <number>] [--cap <number>] [--current] [--config] [--live] [[--set] <string>]... [--format <string>]',
    ],
    ['uri', 'uri'],
  ])('synopsis of %s', async (name, synopsis) => {
    const { stdout } = await virt(['help', name])
    expect(stdout.split('\n')[4]).toBe(`    ${synopsis}`)
  })

  it('of a group, and of what does not exist', async () => {
    expect(await virt(['-q', 'help', 'events'])).toMatchObject({
      status: 0,
      stdout: " Domain Events (help keyword 'events'):\n    event                          Domain Events\n",
    })
    expect(await virt(['-q', 'help', 'nothing'])).toMatchObject({
      status: 1,
      stderr: "error: command or command group 'nothing' doesn't exist\n",
    })
  })

  it('tells of every command', async () => {
    const { stdout } = await virt(['help'])
    const told = stdout.split('\n').flatMap((line) => /^ {4}(\S+) /.exec(line)?.[1] ?? [])
    expect(told).toEqual(commandNames.filter((name) => name !== 'complete'))
    const usage = await virt(['-h'])
    expect(usage.stdout).toContain("\n Domain Events (help keyword 'events')\n    event ")
  })

  it('says the version', async () => {
    expect((await virt(['-v'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('the table of commands', () => {
  it('has no name twice', () => expect(new Set(commandNames).size).toBe(commandNames.length))

  it.each(groups.map(({ keyword, commands }) => [keyword, commands] as const))(
    '%s: every definition has its own name, and can be called with --help',
    async (_keyword, commands) => {
      for (const name of Object.keys(commands)) {
        expect((await findCommand(name))?.name).toBe(name)
        expect((await virt([name, '--help'])).status).toBe(0)
      }
    },
  )

  it('has all commands of 2007', async () => {
    const old = `autostart capabilities connect console create start destroy define domid domuuid dominfo domname
      domstate dumpxml help list net-autostart net-create net-define net-destroy net-dumpxml net-list net-name net-start
      net-undefine net-uuid nodeinfo quit reboot restore resume save schedinfo dump shutdown setmem setmaxmem setvcpus
      suspend undefine vcpuinfo vcpupin version vncdisplay attach-device detach-device`
    expect(old.split(/\s+/).filter((name) => !commandNames.includes(name))).toEqual([])
  })

  it('completes for shells', async () => {
    expect((await virt(['-q', 'complete', '--', 'dom'])).stdout.split('\n')).toContain('dominfo')
    expect((await onTest('-q', 'complete', '--', 'dominfo', 't')).stdout).toBe('test\n')
    expect((await virt(['-q', 'complete', '--', '-c', 'test:///default', 'shutdown', 't'])).stdout).toBe(
      'test\n',
    )
    expect((await onTest('-q', 'complete', '--', 'start', '')).stdout).toBe('')
    expect((await onTest('-q', 'complete', '--', 'net-start', '')).stdout).toBe('')
    expect((await onTest('-q', 'complete', '--', 'dominfo', '--')).stdout).toBe('--domain\n--format\n')
    expect((await onTest('-q', 'complete', '--', 'list', '--format', 'j')).stdout).toBe('json\n')
    expect((await onTest('-q', 'complete', '--', 'net-info', '')).stdout).toBe('default\n')
    expect((await onTest('-q', 'complete', '--', 'uri', '')).stdout).toBe('')
  })
})
