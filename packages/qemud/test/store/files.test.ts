import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { removeUnfinished, writeDurably, writeQuickly } from '../../src/store/atomic-write.js'
import { checkName } from '../../src/store/domain-name.js'
import { embedLayout, prepareLayout, sessionLayout } from '../../src/store/layout.js'
import { RuntimeStates, type RuntimeRecord } from '../../src/store/runtime-state.js'
import { temporary } from '../support/temporary.js'

describe('replacing a file', () => {
  it.each([
    ['durably', writeDurably],
    ['quickly', async (path: string, text: string) => writeQuickly(path, text)],
  ] as const)('%s leaves the new text, mode 0600, and nothing else', async (_, write) => {
    const directory = temporary()
    const path = join(directory, 'a.xml')
    await write(path, 'old')
    await write(path, 'new')
    expect(readFileSync(path, 'utf8')).toBe('new')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readdirSync(directory)).toEqual(['a.xml'])
  })

  it('that cannot be replaced leaves nothing behind', async () => {
    const directory = temporary()
    mkdirSync(join(directory, 'a.xml'))
    await expect(writeDurably(join(directory, 'a.xml'), 'text')).rejects.toMatchObject({ code: 'EISDIR' })
    expect(readdirSync(directory)).toEqual(['a.xml'])
  })
})

it('what a killed process has left of a file is removed, and nothing else', () => {
  const directory = temporary()
  writeQuickly(join(directory, 'a.json'), 'text')
  for (const file of ['.0123456789ab-7.tmp', '.mine.tmp']) writeFileSync(join(directory, file), '')
  removeUnfinished(directory)
  expect(readdirSync(directory).sort()).toEqual(['.mine.tmp', 'a.json'])
})

describe('the name of a domain', () => {
  it.each(['a', '.hidden', 'ä b', '...', "x'y", 'a'.repeat(240)])('may be %j', (name) => {
    expect(() => checkName(name)).not.toThrow()
  })

  it.each([
    ['', 'name must not be empty'],
    ['a/b', "name a/b cannot contain '/'"],
    ['../x', "name ../x cannot contain '/'"],
    ['..', 'name .. is not usable for files'],
    ['a\nb', "name a\nb cannot contain '\\n'"],
    ['a\0b', 'name cannot contain NUL'],
    ['ä'.repeat(130), `name ${'ä'.repeat(130)} is too long`],
  ])('may not be %j', (name, message) => {
    expect(() => checkName(name)).toThrow(
      expect.objectContaining({ code: 'XML_ERROR', message: `XML error: ${message}` }) as Error,
    )
  })
})

describe('directories', () => {
  it('of a session follow the XDG variables', () => {
    const layout = sessionLayout({
      HOME: '/home/u',
      XDG_CONFIG_HOME: '/c',
      XDG_RUNTIME_DIR: '/run/user/1',
      XDG_STATE_HOME: 'relative is ignored',
    })
    expect(layout).toEqual({
      config: '/c/virt/qemu',
      state: '/run/user/1/virt/qemu',
      save: '/home/u/.local/state/virt/qemu/save',
      logs: '/home/u/.local/state/virt/qemu/log',
      sockets: '/run/user/1/virt/qemu',
      tpm: '/home/u/.local/state/virt/qemu/tpm',
      cache: '/home/u/.cache/virt/qemu',
      networks: '/home/u/.local/state/virt/networks',
    })
  })

  it('leave room for a whole socket path, however long the root is', () => {
    const root = `/tmp/${'long/'.repeat(30)}`
    const { sockets, state } = embedLayout(root)
    expect(state).toBe(join(root, 'run'))
    expect(sockets).toBe(embedLayout(root).sockets)
    expect(sockets.length).toBeLessThan(60)
  })

  it('are made private', async () => {
    const root = temporary()
    await prepareLayout(embedLayout(root))
    const modes = readdirSync(root).map((name) => [name, statSync(join(root, name)).mode & 0o777])
    expect(modes).toEqual([
      ['cache', 0o700],
      ['etc', 0o700],
      ['log', 0o700],
      ['run', 0o700],
      ['save', 0o700],
    ])
  })

  it('that exist stay as they are, and are refused when others can write there', async () => {
    const root = temporary()
    mkdirSync(join(root, 'etc'))
    chmodSync(join(root, 'etc'), 0o755)
    await prepareLayout(embedLayout(root))
    expect(statSync(join(root, 'etc')).mode & 0o777).toBe(0o755)
    chmodSync(join(root, 'etc'), 0o775)
    await expect(prepareLayout(embedLayout(root))).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
  })
})

describe('the runtime state', () => {
  const record: RuntimeRecord = {
    version: 1,
    uuid: '11111111-2222-3333-4444-555555555555',
    name: 'a',
    id: 3,
    monitor: '/run/a.qmp',
    state: 'running',
    reason: 'booted',
    live: "<domain type='qemu'><name>a</name><memory>1024</memory><os><type>hvm</type></os></domain>",
  }

  it('is read back as it was written, and can be removed', () => {
    const states = new RuntimeStates(temporary(), () => undefined)
    states.save(record)
    expect(states.load()).toMatchObject([{ record, config: { name: 'a', id: 3 } }])
    states.remove(record.uuid)
    expect(states.load()).toEqual([])
  })

  it('that is torn, foreign or of another version is set aside with a warning', () => {
    const directory = temporary()
    const warnings: string[] = []
    const states = new RuntimeStates(directory, (message) => warnings.push(message))
    states.save(record)
    writeFileSync(join(directory, 'torn.json'), '{"version":1,"uu')
    writeFileSync(join(directory, 'foreign.json'), '[]')
    writeFileSync(join(directory, 'next.json'), JSON.stringify({ ...record, version: 2, uuid: 'next' }))
    writeFileSync(join(directory, 'stranger.json'), JSON.stringify(record))
    expect(states.load()).toMatchObject([{ record }])
    expect(warnings).toHaveLength(4)
    expect(readdirSync(directory).sort()).toEqual([
      '11111111-2222-3333-4444-555555555555.json',
      'foreign.json.broken',
      'next.json.broken',
      'stranger.json.broken',
      'torn.json.broken',
    ])
  })
})
