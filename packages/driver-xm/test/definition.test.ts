import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { DomainOperations } from '@virt/core/driver'
import { describe, expect, it } from 'vitest'
import { xmConnection, XmDirectory } from '../src/index.js'
import { connect, directoryOf, domainXml, failure, namesIn, nobody, uuid, write } from './support.js'

const text = (directory: string, name = 'guest'): string => readFileSync(join(directory, name), 'utf8')
const modeOf = (path: string): number => statSync(path).mode & 0o777

describe('a definition', () => {
  it('is a file of the name of the domain, for the owner alone when it has passwords', async () => {
    const directory = directoryOf()
    const connection = await connect(directory)
    await connection.defineDomain(domainXml('guest'))
    const secret = domainXml('secret', "<devices><graphics type='vnc' passwd='open'/></devices>")
    await connection.defineDomain(secret)
    expect(readdirSync(directory)).toEqual(['guest', 'secret'])
    expect(['guest', 'secret'].map((name) => modeOf(join(directory, name)))).toEqual([0o644, 0o600])
  })

  it('anew stays in its file, with comments, unknown keys, mode and links as they were', async () => {
    const directory = directoryOf({
      'real/guest': `# mine\nname = "guest"\nuuid = "${uuid}" # kept\nspecial = [ 1, 2 ]\nmemory = 32\n`,
    })
    chmodSync(join(directory, 'real/guest'), 0o640)
    symlinkSync('real/guest', join(directory, 'linked.cfg'))
    const connection = await connect(directory)
    await connection.defineDomain(domainXml('guest', `<uuid>${uuid}</uuid>`))
    const path = join(directory, 'real/guest')
    const lines = readFileSync(path, 'utf8').split('\n')
    expect(lines.slice(0, 5)).toEqual([
      '# mine',
      'name = "guest"',
      `uuid = "${uuid}" # kept`,
      'special = [ 1, 2 ]',
      'memory = 64',
    ])
    expect([modeOf(path), readdirSync(directory)]).toEqual([0o640, ['linked.cfg', 'real']])
  })

  it.each([
    ['../guest', "it has a '/'"],
    ['a\nb', 'it has control characters'],
    ['.guest', 'files of such names are passed over'],
    ['guest~', 'files of such names are passed over'],
    ['xmexample1', 'files of such names are passed over'],
    ['ä'.repeat(128), 'it is longer than 255 bytes'],
  ])('named %j is refused', async (name, why) => {
    const directory = directoryOf()
    const { domains } = xmConnection(new XmDirectory(directory), nobody)
    const config = { type: 'xen', name, memory: 65536, os: { type: { name: 'hvm' } } } as const
    const answer = await failure((domains as DomainOperations).define(config, {}))
    expect(answer).toEqual(['CONFIG_UNSUPPORTED', `the name '${name}' cannot be that of a file: ${why}`])
    expect(readdirSync(directory)).toEqual([])
  })

  it('never takes the place of what is no definition of that domain', async () => {
    const directory = directoryOf({ python: 'import os\n', mine: 'name = "other"\n' })
    mkdirSync(join(directory, 'auto'))
    symlinkSync('/nowhere', join(directory, 'link'))
    const connection = await connect(directory)
    const refusal = (name: string): Promise<unknown> => failure(connection.defineDomain(domainXml(name)))
    const why = (name: string, reason: string): unknown => [
      'OPERATION_FAILED',
      `cannot define domain '${name}': '${join(directory, name)}' ${reason}`,
    ]
    expect(await Promise.all(['python', 'mine', 'auto', 'link'].map(refusal))).toEqual([
      why('python', 'is not replaced (line 1, column 8: expecting an assignment)'),
      why('mine', "defines the domain 'other'"),
      why('auto', 'is in the way'),
      why('link', 'is in the way'),
    ])
    expect([text(directory, 'python'), text(directory, 'mine')]).toEqual(['import os\n', 'name = "other"\n'])
    expect(readdirSync(directory).sort()).toEqual(['auto', 'link', 'mine', 'python'])
  })

  it('goes with its file and its autostart', async () => {
    const directory = directoryOf({ guest: 'memory = 64' })
    const connection = await connect(directory)
    const guest = await connection.lookupDomainByName('guest')
    await guest.setAutostart(true)
    await guest.undefine()
    expect([await namesIn(connection), readdirSync(directory), readdirSync(join(directory, 'auto'))]).toEqual(
      [[], ['auto'], []],
    )
  })

  it('of one name by two programs at once is made once', async () => {
    const directory = directoryOf()
    const connections = await Promise.all(Array.from({ length: 5 }, () => connect(directory)))
    const settled = await Promise.allSettled(
      connections.map((connection) => connection.defineDomain(domainXml('guest'))),
    )
    const codes = settled.map((each) =>
      each.status === 'fulfilled' ? 'done' : (each.reason as { code: string }).code,
    )
    expect(codes.sort()).toEqual(['DOM_EXIST', 'DOM_EXIST', 'DOM_EXIST', 'DOM_EXIST', 'done'])
  })
})

describe('a change of one thing', () => {
  const before = `# a guest\nname = 'guest'   # quoted so\nuuid = "${uuid}"\nmemory=64\nmaxmem=128\n\nvcpus = 2 # two\nodd = "x"\n`

  it('changes its keys and nothing else', async () => {
    const directory = directoryOf({ guest: before })
    const guest = await (await connect(directory)).lookupDomainByName('guest')
    await guest.setMemory(96 * 1024)
    expect(text(directory)).toBe(before.replace('memory=64', 'memory= 96'))
    await guest.setMaxMemory(64 * 1024)
    expect(text(directory)).toBe(
      before.replace('memory=64', 'memory= 64').replace('maxmem=128', 'maxmem= 64'),
    )
    await guest.setVcpus(1, { maximum: true })
    expect(text(directory)).toContain('vcpus = 1 # two\n')
  })

  it('is made on top of what others write at the same time', async () => {
    const directory = directoryOf({ guest: 'memory = 64\nvcpus = 4\n' })
    const guests = await Promise.all(
      Array.from({ length: 4 }, async () => (await connect(directory)).lookupDomainByName('guest')),
    )
    await Promise.all(guests.map((guest, index) => guest.setVcpus(index + 1, { maximum: true })))
    write(directory, 'guest', `${text(directory)}late = 1\n`)
    await guests[0]?.setMemory(32 * 1024)
    expect(text(directory)).toContain('late = 1\n')
    expect(readdirSync(directory)).toEqual(['guest'])
  })
})

describe('autostart', () => {
  it('is a link in auto/, whoever made it and whatever it is called', async () => {
    const directory = directoryOf({
      'guest.cfg': 'name = "guest"',
      other: 'memory = 64',
      'auto/copy': 'memory = 1',
    })
    symlinkSync('../guest.cfg', join(directory, 'auto/10-first'))
    symlinkSync('/nowhere', join(directory, 'auto/other'))
    const connection = await connect(directory)
    const starts = async (): Promise<unknown> =>
      Object.fromEntries((await connection.listDomains()).map(({ name, autostarts }) => [name, autostarts]))
    expect(await starts()).toEqual({ guest: true, other: false })
    await (await connection.lookupDomainByName('guest')).setAutostart(false)
    const other = await connection.lookupDomainByName('other')
    await other.setAutostart(true)
    await other.setMemory(32 * 1024)
    expect([await starts(), readdirSync(join(directory, 'auto')).sort()]).toEqual([
      { guest: false, other: true },
      ['copy', 'other'],
    ])
  })

  it('is refused where its link would replace something else', async () => {
    const directory = directoryOf({ guest: 'memory = 64', 'auto/guest': 'memory = 1' })
    const guest = await (await connect(directory)).lookupDomainByName('guest')
    expect(await failure(guest.setAutostart(true))).toEqual([
      'OPERATION_FAILED',
      `'${directory}/auto/guest' is there already, and leads to something else`,
    ])
    expect(existsSync(join(directory, 'auto/guest'))).toBe(true)
  })
})
