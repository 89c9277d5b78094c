import { expect, test } from 'vitest'
import { connect, nodeUri } from './support.js'

const many = 10_000
const node = `<node xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>${Array.from(
  { length: many },
  (_, index) =>
    `<domain type='test'><name>vm${index}</name><memory>65536</memory><os><type>hvm</type></os><test:runstate>5</test:runstate></domain>`,
).join('\n')}</node>`

test('ten thousand domains are all there, and each is found', async () => {
  const connection = await connect(nodeUri(node))
  const last = await connection.lookupDomainByName(`vm${many - 1}`)
  expect((await last.info()).state).toBe('shutoff')
  expect((await connection.listDomains()).length).toBe(many)
  expect(await connection.numOfDefinedDomains()).toBe(many)
})
