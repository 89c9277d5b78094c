import { expect, test } from 'vitest'
import { connect, nodeUri } from './support.js'

const many = 10_000
const node = `<node xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>${Array.from(
  { length: many },
  (_, index) =>
    `<domain type='test'><name>vm${index}</name><memory>65536</memory><os><type>hvm</type></os><test:runstate>5</test:runstate></domain>`,
).join('\n')}</node>`

async function best(times: number, work: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < times; round += 1) {
    const start = performance.now()
    await work()
    least = Math.min(least, performance.now() - start)
  }
  return least
}

/** Generous bounds, against a change of order of growth; the benchmark has the real figures. */
test('ten thousand domains', async () => {
  const uri = nodeUri(node)
  const connection = await connect(uri)
  const opened = await best(2, async () => (await connect(uri)).close())
  const listed = await best(20, () => connection.listDomains())
  const domain = await connection.lookupDomainByName(`vm${many - 1}`)
  const info = await best(200, () => domain.info())
  expect(await connection.numOfDefinedDomains()).toBe(many)
  expect(opened).toBeLessThan(3000)
  expect(listed).toBeLessThan(50)
  expect(info).toBeLessThan(0.1)
})
