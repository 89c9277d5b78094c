import { afterEach, beforeEach, expect, it } from 'vitest'
import { FakeXend } from './support/fake-xend.js'
import { guestXml } from './support/guests.js'
import { connectTo } from './support/served.js'

let xend: FakeXend
let uri: string

beforeEach(async () => {
  xend = new FakeXend(4)
  uri = await xend.listen()
})
afterEach(() => xend.close())

const hostile = [
  "it's",
  'a&op=destroy',
  "x')(name 'y",
  'back\\slash',
  'new\nline',
  'käse',
  '%27',
  'a+b c',
  '"',
]

it.each(hostile)(
  'a description of %j stays what it is, and adds neither parameter nor expression',
  async (text) => {
    const connection = await connectTo(uri)
    const xml = guestXml({ name: 'plain' }).replace('root=/dev/xvda1 ro quiet', `<![CDATA[${text}]]>`)
    const domain = await connection.defineDomain(xml)
    expect((await domain.config()).os.cmdline).toBe(text)
    expect([...xend.domains.values()].map(({ name }) => name)).toEqual(['plain'])
  },
)

it.each(hostile)('a name of %j is looked for as it is', async (name) => {
  const connection = await connectTo(uri)
  await connection.defineDomain(guestXml({ name: 'it' }))
  await expect(connection.lookupDomainByName(name)).rejects.toMatchObject({ code: 'NO_DOMAIN' })
  expect(xend.asked.at(-1)?.path).toEqual(['xend', 'domain', name])
})

it('a file with a strange name is that file', async () => {
  const connection = await connectTo(uri)
  const domain = await connection.createDomain(guestXml({ name: 'it' }))
  const file = '/nowhere/a&file=/etc/passwd'
  await expect(domain.save(file)).rejects.toMatchObject({ code: 'OPERATION_FAILED' })
  expect(xend.asked.at(-1)?.parameters).toEqual({ op: 'save', file })
})
