import type { DomainConfig } from '@virt/core/config'
import { expect, it } from 'vitest'
import { Starter } from './starter.js'
import { connect, directoryOf, failure, uuid, watched } from './support.js'

const guest = `name = "guest"\nuuid = "${uuid}"\nmemory = 64\nbuilder = "hvm"\nvnc = 1\nvncpasswd = "open"\n`

it('a domain is started by the channel that can, from the whole of its file', async () => {
  const directory = directoryOf({ guest })
  const starter = new Starter()
  const connection = await connect(directory, { beside: [starter.driver] })
  const events = await watched(connection)
  const domain = await connection.lookupDomainByName('guest')
  await domain.start({ paused: true })
  const { devices, memory }: DomainConfig = await domain.config({ secure: true })
  expect([domain.id, memory, devices?.graphics?.[0]]).toMatchObject([1, 65536, { passwd: 'open' }])
  expect(events).toEqual(['guest: started booted', 'guest: suspended paused'])
  expect(await failure(domain.start())).toEqual(['OPERATION_INVALID', 'domain is already running'])
})

it('a start that is given up while the file is read does not happen later', async () => {
  const connection = await connect(directoryOf({ guest }), { beside: [new Starter().driver] })
  const domain = await connection.lookupDomainByName('guest')
  const controller = new AbortController()
  const given = domain.start({ signal: controller.signal })
  controller.abort()
  expect((await failure(given))[0]).toBe('OPERATION_ABORTED')
  await domain.start()
})

it('alone it claims neither the start nor what can only be done to domains that run', async () => {
  const connection = await connect(directoryOf({ guest }))
  expect(connection.supported).toEqual([
    'host.type',
    'domains.list',
    'domains.lookupByUuid',
    'domains.lookupByName',
    'domains.stats',
    'domains.define',
    'domains.undefine',
    'domains.osType',
    'domains.info',
    'domains.config',
    'domains.maxMemory',
    'domains.setMaxMemory',
    'domains.setMemory',
    'domains.setVcpus',
    'domains.maxVcpus',
    'domains.autostart',
    'domains.setAutostart',
    'domains.subscribe',
  ])
  const domain = await connection.lookupDomainByName('guest')
  expect((await failure(domain.start()))[0]).toBe('NO_SUPPORT')
})

it('a listing has each domain once: what runs as it runs, and whether it is defined', async () => {
  const directory = directoryOf({ guest, off: 'memory = 64', unnamed: 'memory = 64' })
  const starter = new Starter()
  const connection = await connect(directory, { beside: [starter.driver] })
  await (await connection.lookupDomainByName('guest')).start()
  const os = { type: { name: 'hvm' } } as const
  const other = '22222222-2222-4222-8222-222222222222'
  await connection.createDomain({ type: 'xen', name: 'transient', uuid: other, memory: 65536, os })
  const listed = await connection.listDomains()
  expect(listed.map(({ name, id, state, persistent }) => ({ name, id, state, persistent }))).toEqual([
    { name: 'guest', id: 1, state: 'running', persistent: true },
    { name: 'transient', id: 2, state: 'running', persistent: false },
    { name: 'off', id: undefined, state: 'shutoff', persistent: true },
    { name: 'unnamed', id: undefined, state: 'shutoff', persistent: true },
  ])
})

it('what has no uuid in its file is known by its name when others gave it one', async () => {
  const directory = directoryOf({ guest: 'memory = 64' })
  const starter = new Starter()
  const connection = await connect(directory, { beside: [starter.driver] })
  const open = await connect(directoryOf(), { beside: [starter.driver] })
  const os = { type: { name: 'hvm' } } as const
  await open.createDomain({ type: 'xen', name: 'guest', uuid, memory: 65536, os })
  const [domain, ...more] = await connection.listDomains()
  expect([domain?.uuid, domain?.persistent, more]).toEqual([uuid, true, []])
  expect((await domain?.config({ inactive: true }))?.memory).toBe(65536)
  expect(await failure(domain?.setMaxMemory(32 * 1024) as Promise<void>)).toEqual([
    'OPERATION_INVALID',
    'domain is running, and this channel changes only definitions',
  ])
  await domain?.setMaxMemory(32 * 1024, { config: true })
  expect((await domain?.config({ inactive: true }))?.memory).toBe(32 * 1024)
})
