import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { connect, domainXml, failure } from './support.js'

test('a console echoes, and ends with its guest', async () => {
  const domain = await (await connect()).lookupDomainByName('test')
  const stream = await domain.openConsole()
  stream.write('hello')
  expect(String((await once(stream, 'data'))[0])).toBe('hello')
  const rest = text(stream)
  stream.write(' world')
  await domain.destroy()
  expect(await rest).toBe(' world')
})

test('it has one reader, whom only force throws out', async () => {
  const domain = await (await connect()).lookupDomainByName('test')
  const first = await domain.openConsole()
  expect(await failure(domain.openConsole())).toEqual([
    'OPERATION_FAILED',
    'operation failed: Active console session exists for this domain',
  ])
  const ended = text(first)
  const second = await domain.openConsole({ force: true })
  expect(await ended).toBe('')
  second.destroy()
  await once(second, 'close')
  await domain.openConsole()
})

test('a device is named by its alias', async () => {
  const serial = "<devices><serial type='pty'><alias name='ua-line'/></serial></devices>"
  const domain = await (await connect()).createDomain(domainXml('a', serial))
  await domain.openConsole({ device: 'ua-line' })
  expect(await failure(domain.openConsole({ device: 'ua-other' }))).toEqual([
    'DEVICE_MISSING',
    "device not found: cannot find character device 'ua-other'",
  ])
})

test('it ends with the connection', async () => {
  const connection = await connect()
  await connect()
  const stream = await (await connection.lookupDomainByName('test')).openConsole()
  const rest = text(stream)
  await connection.close()
  expect(await rest).toBe('')
})
