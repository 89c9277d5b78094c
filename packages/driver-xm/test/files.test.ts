import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { connect, directoryOf, failure, namesIn, uuid, write } from './support.js'

const channel = { driver: 'xm', status: 'open' }

describe('the files of the directory', () => {
  it('are domains by the name inside them, or else by their own', async () => {
    const directory = directoryOf({ one: 'memory = 64', 'two.cfg': 'name = "second"' })
    expect(await namesIn(await connect(directory))).toEqual(['one', 'second'])
  })

  it('that belong to Xen or are left over are passed over', async () => {
    const names = [
      'xend-config.sxp',
      'xend-pci-quirks.sxp',
      'xmexample.hvm',
      'qemu-ifup',
      'xl.conf',
      'README',
    ]
    const files = [...names, 'xlexample.hvm', '.hidden', '#new#', 'guest~', 'oxenstored.conf', 'cpupool']
    const directory = directoryOf(
      Object.fromEntries([...files, 'guest'].map((name) => [name, 'memory = 64'])),
    )
    const connection = await connect(directory)
    expect([await namesIn(connection), connection.channels]).toEqual([['guest'], [channel]])
  })

  it('that are no regular files are never opened; a link to one is as good as it', async () => {
    const directory = directoryOf({ 'elsewhere/guest': 'name = "linked"' })
    execFileSync('mkfifo', [join(directory, 'fifo')])
    mkdirSync(join(directory, 'scripts'))
    for (const [name, target] of [
      ['loop', 'loop'],
      ['nowhere', 'gone'],
      ['device', '/dev/zero'],
      ['guest', 'elsewhere/guest'],
    ] as const)
      symlinkSync(target, join(directory, name))
    const connection = await connect(directory)
    expect(await namesIn(connection)).toEqual(['linked'])
    expect(connection.channels).toEqual([
      { ...channel, diagnostics: [`${directory}/loop: too many symbolic links encountered`] },
    ])
  })

  it('that cannot be understood are shown in the channels, with the place', async () => {
    const directory = directoryOf({
      good: 'memory = 64',
      python: 'memory = 64\nimport os\n',
      expression: 'memory = 64 + 64\n',
      huge: `# ${'x'.repeat(2 ** 20)}\n`,
      empty: '# nothing\n',
      odd: 'uuid = "four"',
    })
    write(directory, 'latin', '')
    execFileSync('sh', ['-c', `printf 'name = "\\344"' > '${join(directory, 'latin')}'`])
    const connection = await connect(directory)
    expect(await namesIn(connection)).toEqual(['good'])
    expect(connection.channels).toEqual([
      {
        ...channel,
        diagnostics: [
          `${directory}/empty: it says nothing`,
          `${directory}/expression: line 1, column 13: expecting a separator`,
          `${directory}/huge: it is larger than 1048576 bytes`,
          `${directory}/latin: it is not UTF-8`,
          `${directory}/odd: the uuid 'four' is malformed`,
          `${directory}/python: line 2, column 8: expecting an assignment`,
        ],
      },
    ])
  })

  it('that claim one name or uuid: the one that is called so has it, else the first', async () => {
    const directory = directoryOf({
      a: `name = "guest"\nuuid = "${uuid}"`,
      guest: 'memory = 64',
      other: `uuid = "${uuid}"`,
      third: `uuid = "${uuid.toUpperCase()}"`,
    })
    const connection = await connect(directory)
    expect(await namesIn(connection)).toEqual(['guest', 'other'])
    expect(connection.channels).toEqual([
      {
        ...channel,
        diagnostics: [
          `${directory}/third: the uuid ${uuid} belongs to the domain that '${directory}/other' defines`,
          `${directory}/a: the name 'guest' belongs to the domain that '${directory}/guest' defines`,
        ],
      },
    ])
  })
})

describe('a file without uuid', () => {
  it('has one that is the same for every program, and that it carries once it is rewritten', async () => {
    const directory = directoryOf({ guest: 'memory = 64' })
    const [one, two] = [await connect(directory), await connect(directory)]
    const { uuid: made } = await one.lookupDomainByName('guest')
    const domain = await two.lookupDomainByUuid(made)
    await domain.setMemory(32 * 1024)
    const copy = directoryOf({ guest: 'memory = 64' })
    expect((await one.lookupDomainByName('guest')).uuid).toBe(made)
    expect((await (await connect(copy)).lookupDomainByName('guest')).uuid).not.toBe(made)
  })
})

describe('what others do to the files', () => {
  it('is seen by the next question', async () => {
    const directory = directoryOf({ guest: 'memory = 64' })
    const connection = await connect(directory)
    const guest = await connection.lookupDomainByName('guest')
    expect(await guest.maxMemory()).toBe(65536)
    write(directory, 'guest', 'memory = 32')
    expect(await guest.maxMemory()).toBe(32768)
    write(directory, 'new', 'memory = 32')
    expect(await namesIn(connection)).toEqual(['guest', 'new'])
    execFileSync('rm', ['-r', directory])
    expect(await namesIn(connection)).toEqual([])
    expect(await failure(guest.info())).toEqual([
      'NO_DOMAIN',
      `no domain with matching uuid '${guest.uuid}' (guest)`,
    ])
  })

  it('is seen even within one tick of the clock', async () => {
    const directory = directoryOf()
    const connection = await connect(directory)
    for (let size = 10; size < 60; size++) {
      write(directory, 'guest', `memory = ${size}`)
      expect(await (await connection.lookupDomainByName('guest')).maxMemory()).toBe(size * 1024)
    }
  })
})
