import { nanoDomainXml } from '../guests/index.mjs'
import { sharesSideBySide, sideBySide, timed, timedEach, warm } from './measure.mjs'

const sizes = [1, 1000, 10_000]
const together = 100
const many = { rounds: 15, warmUp: 3 }

/** Definitions of domains that do not run: made, listed, and asked for figures. */
export async function* inactive({ connection, libvirt }) {
  yield await defineAndUndefine({ connection, libvirt })
  let defined = 0
  for (const size of sizes) {
    await defineMore(connection, libvirt, defined, size)
    defined = size
    await warm(() => connection.listDomains())
    yield {
      row: `list of ${size} inactive`,
      ...(await sideBySide(
        () => timed(() => connection.listDomains()),
        () => libvirt.ask('list'),
        many,
      )),
      goal: { of: 'ratio', most: 0.2 },
    }
    if (size === 1000)
      yield {
        row: `stats of ${size} inactive`,
        ...(await sideBySide(
          () => timed(() => connection.domainStats()),
          () => libvirt.ask('stats'),
          many,
        )),
        goal: { of: 'ratio', most: 1 },
      }
  }
}

/** The same with all files in memory, where nobody waits for a disk. */
export async function* durability(sides) {
  const { goal: _, ...row } = await defineAndUndefine(sides)
  yield { ...row, row: `${row.row}, files in memory` }
}

/** The same description again and again, each time gone before the next. */
async function defineAndUndefine({ connection, libvirt }) {
  const xml = nanoDomainXml({ name: 'passing' })
  const passing = async () => (await connection.defineDomain(xml)).undefine()
  await warm(passing, { count: 3000, milliseconds: 15_000 })
  const [figures] = await sharesSideBySide(
    () => timedEach(passing, 10),
    () => libvirt.ask('defineUndefine', xml, 10),
    [0.5],
    { rounds: 25, warmUp: 5 },
  )
  return { row: 'define and undefine', ...figures, goal: { of: 'ratio', most: 1 } }
}

async function defineMore(connection, libvirt, from, to) {
  const xmls = Array.from({ length: to - from }, (_, index) =>
    nanoDomainXml({ name: `inactive${from + index}` }),
  )
  for (let first = 0; first < xmls.length; first += together)
    await Promise.all(xmls.slice(first, first + together).map((xml) => connection.defineDomain(xml)))
  await libvirt.ask('defineAll', xmls)
}
