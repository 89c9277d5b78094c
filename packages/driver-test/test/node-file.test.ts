import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Connection } from '@virt/core'
import { describe, expect, test } from 'vitest'
import { corpus, peer } from '../../../tools/peers.mjs'
import { connect, domainXml, failure, nodeUri, scratch } from './support.js'

const xmlns = "xmlns:test='http://libvirt.org/schemas/domain/test/1.0'"
const wished = (name: string, wishes: string): string =>
  domainXml(name, wishes).replace('<domain ', `<domain ${xmlns} `)

const listed = async (connection: Connection): Promise<unknown[]> =>
  (await connection.listDomains()).map(({ name, id, state, reason, persistent }) => [
    name,
    id,
    state,
    reason,
    persistent,
  ])

test('what a node file does not say is as on the built-in node', async () => {
  const uri = nodeUri(
    '<node><cpu><active>3</active><mhz>5</mhz></cpu><memory>77</memory><pool/><device/></node>',
  )
  expect(await (await connect(uri)).nodeInfo()).toEqual({
    model: 'i686',
    memory: 77,
    cpus: 3,
    mhz: 5,
    nodes: 2,
    sockets: 2,
    cores: 2,
    threads: 2,
  })
})

test('domains begin as the file wishes', async () => {
  const connection = await connect(
    nodeUri(`<node>
      ${domainXml('plain')}
      ${wished('off', '<test:runstate>5</test:runstate>')}
      ${wished('paused', '<test:runstate>3</test:runstate>')}
      ${wished('crashed', '<test:runstate>6</test:runstate>')}
      ${wished('passing', '<test:transient/>')}
    </node>`),
  )
  expect(await listed(connection)).toEqual([
    ['plain', 1, 'running', 'unknown', true],
    ['off', undefined, 'shutoff', 'unknown', true],
    ['paused', 2, 'paused', 'unknown', true],
    ['crashed', 3, 'crashed', 'unknown', true],
    ['passing', 4, 'running', 'unknown', false],
  ])
  expect(await (await connection.lookupDomainByName('paused')).xml()).not.toContain('test:')
})

test('files are named relative to the node file', async () => {
  const directory = scratch()
  writeFileSync(join(directory, 'node.xml'), "<node><domain file='a.xml'/><network file='./n.xml'/></node>")
  writeFileSync(join(directory, 'a.xml'), domainXml('a'))
  writeFileSync(join(directory, 'n.xml'), '<network><name>n</name></network>')
  const connection = await connect(`test://${directory}/node.xml`)
  expect([(await connection.listDomains())[0]?.name, (await connection.listNetworks())[0]?.name]).toEqual([
    'a',
    'n',
  ])
})

test.each([
  ['<nodes/>', "expecting root element of 'node', not 'nodes'"],
  ['<node><cpu><nodes>x</nodes></cpu></node>', 'invalid node cpu nodes value'],
  ['<node><memory>-1</memory></node>', 'invalid node memory value'],
  [`<node>${wished('a', '<test:runstate>99</test:runstate>')}</node>`, "runstate '99' out of range"],
  [`<node>${wished('a', '<test:runstate>x</test:runstate>')}</node>`, 'invalid runstate'],
  [
    `<node>${wished('a', '<test:transient/><test:runstate>5</test:runstate>')}</node>`,
    "transient domain cannot have runstate 'shutoff'",
  ],
  [
    `<node>${wished('a', '<test:hasmanagedsave/>')}</node>`,
    "domain with managedsave data can only have runstate 'shutoff'",
  ],
])('%s is refused by name', async (xml, detail) => {
  const uri = nodeUri(xml)
  expect(await failure(connect(uri))).toEqual([
    'XML_ERROR',
    `XML error: ${uri.slice('test://'.length)}: ${detail}`,
  ])
})

test('two domains of one name are refused', async () => {
  const xml = `<node>${domainXml('a')}${domainXml('a')}</node>`
  expect(await failure(connect(nodeUri(xml)))).toEqual([
    'DOM_EXIST',
    expect.stringMatching(/node\.xml: domain 'a' already exists with uuid /),
  ])
})

test('malformed XML is told with file and line', async () => {
  const uri = nodeUri('<node>\n  <domain>\n</node>')
  const [code, message] = await failure(connect(uri))
  expect(code).toBe('XML_ERROR')
  expect(message).toContain(`${uri.slice('test://'.length)}: `)
  expect(message).toMatch(/line 3/)
})

test('a missing file is named, also when another one refers to it', async () => {
  expect(await failure(connect('test:///nonexist.xml'))).toEqual([
    'OPEN_FAILED',
    "failed to open configuration file '/nonexist.xml' for reading",
  ])
  const uri = nodeUri("<node><domain file='nope.xml'/></node>")
  expect(await failure(connect(uri))).toEqual([
    'OPEN_FAILED',
    `failed to open configuration file '${join(dirname(uri.slice('test://'.length)), 'nope.xml')}' for reading`,
  ])
  expect((await failure(connect('test:///dev/zero')))[0]).toBe('OPEN_FAILED')
})

describe.skipIf(!peer('corpus'))('node files of libvirt', () => {
  const file = (name: string): string => fileURLToPath(new URL(`file://${corpus}/virsh/files/${name}`))

  test('testnode.xml', async () => {
    const connection = await connect(`test://${file('testnode.xml')}`)
    expect(await listed(connection)).toEqual([
      ['fv0', 1, 'running', 'unknown', true],
      ['fc4', 2, 'running', 'unknown', true],
      ['fc5', 3, 'running', 'unknown', true],
    ])
    expect(await connection.nodeInfo()).toEqual({
      model: 'i986',
      memory: 8192000,
      cpus: 50,
      mhz: 6000,
      nodes: 4,
      sockets: 4,
      cores: 4,
      threads: 2,
    })
    expect((await connection.listNetworks()).map(({ name }) => name)).toEqual(['private', 'default'])
    expect(await (await connection.lookupDomainByName('fc4')).info()).toMatchObject({
      maxMemory: 261072,
      memory: 131072,
      vcpus: 1,
    })
  })

  test('testnodeinline.xml', async () => {
    const connection = await connect(`test://${file('testnodeinline.xml')}`)
    expect((await listed(connection))[2]).toEqual(['fc5', 3, 'paused', 'unknown', true])
  })

  /** libvirt does not read the bridge of an interface on a network. */
  const ignored = " bridge='virbr0'"

  test('the built-in node is default.xml', async () => {
    const text = readFileSync(`${corpus}/testdriver/files/9.0.0/default.xml`, 'utf8').replace(ignored, '')
    const [mine, theirs] = [await connect(), await connect(nodeUri(text))]
    for (const connection of [mine, theirs]) expect(await listed(connection)).toHaveLength(1)
    const [domain, other] = await Promise.all([mine, theirs].map((each) => each.lookupDomainByName('test')))
    expect(await domain?.xml()).toBe(await other?.xml())
    const [network, same] = await Promise.all(
      [mine, theirs].map((each) => each.lookupNetworkByName('default')),
    )
    expect(await network?.xml()).toBe(await same?.xml())
  })
})
