import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JobProgress } from '@virt/core'
import { expect, test } from 'vitest'
import { connect, domainXml, failure, scratch, watch } from './support.js'

test('a saved domain stops, and continues from its image', async () => {
  const connection = await connect()
  const events = await watch(connection)
  const domain = await connection.lookupDomainByName('test')
  const before = await domain.config()
  const image = join(scratch(), 'image')
  await domain.save(image)
  expect(await domain.info()).toMatchObject({ state: 'shutoff', reason: 'saved' })
  expect(statSync(image).mode & 0o777).toBe(0o600)
  expect(readFileSync(image, 'utf8')).toMatch(/^virt-test-image 1 save running \d+\n<domain type='test'/)
  const restored = await connection.restoreDomain(image)
  expect(await restored.info()).toMatchObject({ state: 'running', reason: 'restored', id: 2 })
  expect(await restored.config()).toEqual({ ...before, id: 2 })
  expect(events).toEqual(['test: stopped saved', 'test 2: started restored'])
})

test.each([
  ['running', {}, {}, 'running'],
  ['running', { paused: true }, {}, 'paused'],
  ['paused', {}, {}, 'paused'],
  ['paused', { running: true }, {}, 'running'],
  ['paused', {}, { running: true }, 'running'],
  ['running', {}, { paused: true }, 'paused'],
] as const)('%s, saved with %o, restored with %o: %s', async (state, saving, restoring, expected) => {
  const connection = await connect()
  const image = join(scratch(), 'image')
  const domain = await connection.createDomain(domainXml('a'), { paused: state === 'paused' })
  await domain.save(image, saving)
  expect((await failure(domain.info()))[0]).toBe('NO_DOMAIN')
  const restored = await connection.restoreDomain(image, restoring)
  expect(await restored.info()).toMatchObject({ state: expected, persistent: false })
})

test('a job tells its progress', async () => {
  const domain = await (await connect()).lookupDomainByName('test')
  const image = join(scratch(), 'image')
  const seen: JobProgress[] = []
  const job = domain.save(image)
  for await (const progress of job.progress) seen.push(progress)
  const { size } = statSync(image)
  expect(seen.at(-1)).toEqual({ processed: size, total: size })
})

test('a canceled job leaves the domain running and no file', async () => {
  const directory = scratch()
  const connection = await connect('test:///default?latency=10')
  const domain = await connection.lookupDomainByName('test')
  const job = domain.save(join(directory, 'image'))
  const ended = failure(job)
  for await (const { processed } of job.progress) {
    if (processed > 0) break
  }
  job.cancel()
  expect((await ended)[0]).toBe('OPERATION_ABORTED')
  expect(await domain.info()).toMatchObject({ state: 'running', id: 1 })
  await expect.poll(() => readdirSync(directory)).toEqual([])
})

test('one job at a time; and a domain that is destroyed meanwhile is not saved', async () => {
  const directory = scratch()
  const slow = await connect('test:///default?latency=5')
  const fast = await connect()
  const domain = await slow.lookupDomainByName('test')
  const job = domain.save(join(directory, 'image'))
  const ended = failure(job)
  for await (const { processed } of job.progress) {
    if (processed > 0) break
  }
  const other = await fast.lookupDomainByName('test')
  expect((await failure(other.coreDump(join(directory, 'core'))))[0]).toBe('RESOURCE_BUSY')
  await other.destroy()
  expect(await ended).toEqual([
    'OPERATION_INVALID',
    'Requested operation is not valid: domain is not running',
  ])
  expect(readdirSync(directory)).toEqual([])
})

test.each([
  [{}, ['running', 'unknown'], []],
  [{ crash: true }, ['shutoff', 'crashed'], ['test: stopped crashed']],
  [{ reset: true }, ['running', 'booted'], ['test 1: reboot']],
])('a core dump with %o', async (flags, expected, happened) => {
  const connection = await connect()
  const events = await watch(connection)
  const domain = await connection.lookupDomainByName('test')
  const file = join(scratch(), 'core')
  await domain.coreDump(file, flags)
  const { state, reason } = await domain.info()
  expect([[state, reason], events]).toEqual([expected, happened])
  expect(existsSync(file)).toBe(true)
  expect(await failure(connection.restoreDomain(file))).toEqual([
    'OPERATION_FAILED',
    `operation failed: '${file}' is a core dump, not a saved domain`,
  ])
})

test.each([
  ['nothing', '', 'is not an image of the test driver: mismatched header magic'],
  ['another file', '<disk/>\n', 'is not an image of the test driver: mismatched header magic'],
  ['a later version', 'virt-test-image 2 save running 3\nabc', 'has image version 2, not 1'],
])('%s is not restored', async (_, text, detail) => {
  const file = join(scratch(), 'image')
  writeFileSync(file, text)
  expect(await failure((await connect()).restoreDomain(file))).toEqual([
    'OPERATION_FAILED',
    `operation failed: '${file}' ${detail}`,
  ])
})

test('an image that was cut off is not restored', async () => {
  const connection = await connect()
  const file = join(scratch(), 'image')
  await (await connection.createDomain(domainXml('a'))).save(file)
  writeFileSync(file, readFileSync(file).subarray(0, -5))
  expect(await failure(connection.restoreDomain(file))).toEqual([
    'OPERATION_FAILED',
    `operation failed: incomplete metadata in '${file}'`,
  ])
})

test('what is not a plain file is neither written nor read', async () => {
  const connection = await connect()
  const directory = scratch()
  const [folder, pipe] = [join(directory, 'folder'), join(directory, 'pipe')]
  mkdirSync(folder)
  execFileSync('mkfifo', [pipe])
  const domain = await connection.lookupDomainByName('test')
  for (const path of [folder, pipe, '/dev/null']) {
    expect(await failure(domain.save(path))).toEqual([
      'OPERATION_FAILED',
      `operation failed: saving domain 'test' to '${path}': it exists and is not a regular file`,
    ])
    expect((await failure(connection.restoreDomain(path)))[0]).toBe('OPERATION_FAILED')
  }
  expect(await domain.info()).toMatchObject({ state: 'running' })
})

test('files that cannot be opened are named as libvirt does', async () => {
  const connection = await connect()
  const domain = await connection.lookupDomainByName('test')
  expect(await failure(domain.save('/nonexist/x'))).toEqual([
    'SYSTEM_ERROR',
    "saving domain 'test' to '/nonexist/x': open failed: No such file or directory",
  ])
  expect(await failure(connection.restoreDomain('/nonexist'))).toEqual([
    'SYSTEM_ERROR',
    "cannot read domain image '/nonexist': No such file or directory",
  ])
})

test('a domain that runs already is not restored a second time', async () => {
  const connection = await connect()
  const file = join(scratch(), 'image')
  await (await connection.lookupDomainByName('test')).save(file)
  await connection.restoreDomain(file)
  expect(await failure(connection.restoreDomain(file))).toEqual([
    'DOM_EXIST',
    "this domain exists already: domain 'test' is already active",
  ])
})
