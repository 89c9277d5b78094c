import type { Connection, Domain } from '@virt/core'
import { expect, test } from 'vitest'
import { connect, domainXml, failure, nodeUri, testUuid, watch } from './support.js'

const states = async (domain: Domain): Promise<unknown[]> => {
  const { state, reason, id, persistent } = await domain.info()
  return [state, reason, id, persistent]
}

const test1 = (connection: Connection): Promise<Domain> => connection.lookupDomainByName('test')

test('a life, with its events in order', async () => {
  const connection = await connect()
  const events = await watch(connection)
  const domain = await connection.defineDomain(domainXml('a'))
  expect(await states(domain)).toEqual(['shutoff', 'unknown', undefined, true])
  await domain.start()
  expect(await states(domain)).toEqual(['running', 'booted', 2, true])
  await domain.suspend()
  await domain.suspend()
  expect(await states(domain)).toEqual(['paused', 'user', 2, true])
  await domain.resume()
  expect(await states(domain)).toEqual(['running', 'unpaused', 2, true])
  await domain.shutdown()
  expect(await states(domain)).toEqual(['shutoff', 'shutdown', undefined, true])
  await domain.start({ paused: true })
  expect(await states(domain)).toEqual(['paused', 'user', 3, true])
  await domain.undefine()
  expect(await states(domain)).toEqual(['paused', 'user', 3, false])
  await domain.destroy()
  expect(await failure(domain.info())).toEqual([
    'NO_DOMAIN',
    `Domain not found: no domain with matching uuid '${domain.uuid}' (a)`,
  ])
  expect(events).toEqual([
    'a: defined added',
    'a 2: started booted',
    'a 2: suspended paused',
    'a 2: resumed unpaused',
    'a: stopped shutdown',
    'a 3: started booted',
    'a 3: suspended paused',
    'a 3: undefined removed',
    'a: stopped destroyed',
  ])
})

test('a transient domain is gone when it stops', async () => {
  const connection = await connect()
  const domain = await connection.createDomain(domainXml('a'), { paused: true })
  expect(await states(domain)).toEqual(['paused', 'user', 2, false])
  await domain.destroy()
  expect((await failure(connection.lookupDomainByName('a')))[0]).toBe('NO_DOMAIN')
})

test('a transient domain that is defined stays', async () => {
  const connection = await connect()
  const domain = await connection.createDomain(domainXml('a'))
  const events = await watch(connection)
  await connection.defineDomain(await domain.xml())
  await domain.destroy()
  expect(await states(domain)).toEqual(['shutoff', 'destroyed', undefined, true])
  expect(events).toEqual(['a 2: defined added', 'a: stopped destroyed'])
})

test('a redefinition of a running domain waits for its next start', async () => {
  const connection = await connect()
  const events = await watch(connection)
  const domain = await test1(connection)
  await connection.defineDomain(domainXml('test', `<uuid>${testUuid}</uuid><vcpu>4</vcpu>`))
  const vcpus = async (): Promise<unknown[]> => [
    (await domain.info()).vcpus,
    (await domain.config({ inactive: true })).vcpu?.count,
  ]
  expect(await vcpus()).toEqual([2, 4])
  await domain.destroy()
  await domain.start()
  expect(await vcpus()).toEqual([4, 4])
  expect(events).toEqual(['test 1: defined updated', 'test: stopped destroyed', 'test 2: started booted'])
})

test('a defined domain may be created with another description; its definition stays', async () => {
  const connection = await connect()
  const { uuid } = await connection.defineDomain(domainXml('a', '<vcpu>2</vcpu>'))
  const domain = await connection.createDomain(domainXml('a', `<uuid>${uuid}</uuid><vcpu>4</vcpu>`))
  expect([await domain.maxVcpus(), (await domain.config({ inactive: true })).vcpu?.count]).toEqual([4, 2])
  await domain.destroy()
  expect(await states(domain)).toEqual(['shutoff', 'destroyed', undefined, true])
})

test.each(['shutdown', 'reboot'] as const)('%s does what the description says', async (operation) => {
  const element = { shutdown: 'on_poweroff', reboot: 'on_reboot' }[operation]
  const connection = await connect()
  const events = await watch(connection)
  const after: Record<string, string> = {}
  for (const action of ['destroy', 'restart', 'preserve', 'rename-restart']) {
    const domain = await connection.createDomain(domainXml(action, `<${element}>${action}</${element}>`))
    await domain[operation]()
    after[action] = events.at(-1) ?? ''
  }
  expect(after).toEqual({
    destroy: 'destroy: stopped shutdown',
    restart: 'restart 3: reboot',
    preserve: 'preserve: stopped shutdown',
    'rename-restart': 'rename-restart 5: reboot',
  })
})

test('without a word on it, a reboot restarts and a shutdown stops', async () => {
  const domain = await test1(await connect())
  await domain.reboot()
  expect(await states(domain)).toEqual(['running', 'booted', 1, true])
  await domain.shutdown()
  expect(await states(domain)).toEqual(['shutoff', 'shutdown', undefined, true])
})

const notRunning = ['OPERATION_INVALID', 'Requested operation is not valid: domain is not running']

test.each([
  ['destroy', notRunning],
  ['suspend', notRunning],
  ['resume', notRunning],
  ['shutdown', notRunning],
  ['reboot', notRunning],
  ['openConsole', notRunning],
  [
    'vcpus',
    ['OPERATION_INVALID', 'Requested operation is not valid: cannot list vcpus for an inactive domain'],
  ],
] as const)('%s needs a running domain', async (operation, expected) => {
  const connection = await connect()
  const domain = await connection.defineDomain(domainXml('a'))
  expect(await failure(domain[operation]())).toEqual(expected)
})

test('the wrong state for a change is told in words of its own', async () => {
  const connection = await connect()
  const domain = await test1(connection)
  expect(await failure(domain.start())).toEqual([
    'OPERATION_INVALID',
    'Requested operation is not valid: domain is already running',
  ])
  expect(await failure(domain.resume())).toEqual([
    'OPERATION_INVALID',
    "Requested operation is not valid: domain 'test' not paused",
  ])
  const transient = await connection.createDomain(domainXml('a'))
  expect(await failure(transient.undefine())).toEqual([
    'OPERATION_INVALID',
    'Requested operation is not valid: cannot undefine transient domain',
  ])
  expect(await failure(transient.setAutostart(true))).toEqual([
    'OPERATION_INVALID',
    'Requested operation is not valid: cannot set autostart for transient domain',
  ])
})

test.each([
  ['define', domainXml('test'), `domain 'test' already exists with uuid ${testUuid}`],
  [
    'define',
    domainXml('x', `<uuid>${testUuid}</uuid>`),
    `domain 'test' is already defined with uuid ${testUuid}`,
  ],
  ['create', domainXml('test'), `domain 'test' already exists with uuid ${testUuid}`],
  ['create', domainXml('test', `<uuid>${testUuid}</uuid>`), "domain 'test' is already active"],
])('%s: a name or uuid that is taken is refused, and nothing changes', async (how, xml, detail) => {
  const connection = await connect()
  const before = await (await test1(connection)).xml({ inactive: true })
  const attempt = how === 'define' ? connection.defineDomain(xml) : connection.createDomain(xml)
  expect(await failure(attempt)).toEqual(['DOM_EXIST', `this domain exists already: ${detail}`])
  expect(await (await test1(connection)).xml({ inactive: true })).toBe(before)
  expect((await connection.listDomains()).length).toBe(1)
})

test('lookups find by id, uuid and name, and say what they did not find', async () => {
  const connection = await connect()
  const ref = { name: 'test', uuid: testUuid, id: 1 }
  expect((await connection.lookupDomainById(1)).ref).toEqual(ref)
  expect((await connection.lookupDomainByUuid(testUuid)).ref).toEqual(ref)
  expect((await connection.lookupDomainByName('test')).ref).toEqual(ref)
  await (await test1(connection)).destroy()
  expect(await failure(connection.lookupDomainById(1))).toEqual([
    'NO_DOMAIN',
    'Domain not found: no domain with matching id 1',
  ])
})

test('an undefined domain with a saved image is kept', async () => {
  const xmlns = `xmlns:test='http://libvirt.org/schemas/domain/test/1.0'`
  const wishes = '<test:runstate>5</test:runstate><test:hasmanagedsave/>'
  const connection = await connect(nodeUri(`<node ${xmlns}>${domainXml('a', wishes)}</node>`))
  const domain = await connection.lookupDomainByName('a')
  expect(await failure(domain.undefine())).toEqual([
    'OPERATION_INVALID',
    'Requested operation is not valid: Refusing to undefine while domain managed save image exists',
  ])
  await domain.start()
  await domain.undefine()
})

test('names that would be paths are refused', async () => {
  const connection = await connect()
  expect((await failure(connection.defineDomain(domainXml('a/b'))))[0]).toBe('XML_ERROR')
})

test('autostart is kept with the definition', async () => {
  const connection = await connect()
  const domain = await test1(connection)
  await domain.setAutostart(true)
  expect([await domain.autostart(), (await connection.listDomains())[0]?.autostarts]).toEqual([true, true])
})
