import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { parseUri } from '@virt/core'
import { afterEach, describe, expect, it } from 'vitest'
import { configDirectory } from '../src/directory/place.js'
import { driver } from '../src/driver.js'
import { directoryOf, failure, namesIn, nobody, opened, write } from './support.js'

afterEach(() => delete process.env.VIRT_XM_CONFIG_DIR)

/** Why the driver does not open this URI. */
async function declined(uri: string, readOnly = false): Promise<string | undefined> {
  let why: string | undefined
  const decline = (reason: string): undefined => void (why = reason)
  await driver.open({ uri: parseUri(uri), readOnly, decline, siblings: nobody })
  return why
}

describe('the directory', () => {
  const identity = { getuid: () => 1, geteuid: () => 1, getgid: () => 1, getegid: () => 1 }

  it.each([
    [{}, '/etc/xen'],
    [{ LIBVIRT_XM_CONFIG_DIR: '/b' }, '/b'],
    [{ LIBVIRT_XM_CONFIG_DIR: '/b', VIRT_XM_CONFIG_DIR: '/a' }, '/a'],
    [{ LIBVIRT_XM_CONFIG_DIR: '/b', VIRT_XM_CONFIG_DIR: '' }, '/b'],
  ])('with %j is %s', (env, expected) => expect(configDirectory(env, identity)).toBe(expected))

  it('is nobody else’s choice for a program with borrowed rights', () => {
    const env = { VIRT_XM_CONFIG_DIR: '/a' }
    expect(configDirectory(env, { ...identity, geteuid: () => 0 })).toBe('/etc/xen')
    expect(configDirectory(env, { ...identity, getegid: () => 0 })).toBe('/etc/xen')
  })
})

describe('opening', () => {
  it.each([
    'xen+http://localhost:8000/',
    'xen://host/',
    'xen+unix:///var/lib/xend/xend-socket',
    'xen:///other',
  ])('%s is left to others', async (uri) =>
    expect(await declined(uri)).toBe('not xen:///, of whose host the files are'),
  )

  it('is declined where there is no directory', async () => {
    process.env.VIRT_XM_CONFIG_DIR = '/nowhere/xen'
    expect(await declined('xen:///')).toBe("there is no directory '/nowhere/xen'")
    process.env.VIRT_XM_CONFIG_DIR = write(directoryOf(), 'file', '')
    expect(await declined('xen')).toMatch(/^there is no directory '.*file'$/)
  })

  it.skipIf(process.getuid?.() === 0)('where this user may do little is for looking', async () => {
    const directory = directoryOf({ guest: 'memory = 64' })
    chmodSync(directory, 0o500)
    const connection = await opened(directory, { readOnly: true })
    expect(await namesIn(connection)).toEqual(['guest'])
    expect(await failure(opened(directory))).toEqual([
      'OPERATION_DENIED',
      `this user may not change '${directory}'; use openReadOnly to look at it`,
    ])
    chmodSync(directory, 0)
    expect(await declined('xen:///', true)).toBe(`this user may not read '${directory}'`)
    chmodSync(directory, 0o700)
    await connection.close()
  })

  it('reads what is there, so that the channels show at once what cannot be used', async () => {
    const directory = directoryOf({ python: 'import os\n' })
    await using connection = await opened(directory)
    expect(connection.channels).toEqual([
      {
        driver: 'xm',
        status: 'open',
        diagnostics: [`${join(directory, 'python')}: line 1, column 8: expecting an assignment`],
      },
    ])
  })
})
