import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { sources } from '../sources.mjs'
import { scratch } from './scratch.mjs'
import { lines } from './json-lines.mjs'

const uuid = '6695eb01-f6a4-8304-79aa-97f2502e193f'
const live = `<domain type='kvm'><name>a</name><uuid>${uuid}</uuid><memory>1</memory><os><type>hvm</type></os></domain>`
const snapshot = `<domainsnapshot><name>a</name>${live}</domainsnapshot>`
const running = { version: 1, uuid, name: 'a', id: 1, monitor: '/a', state: 'running', live }

/** What a daemon finds of an earlier one: running domains, snapshots, definitions. What makes no sense is set aside. */
export default {
  async load() {
    const { RuntimeStates, SnapshotFiles, Definitions } = await sources(
      'qemud',
      ...['store/runtime-state', 'store/snapshots', 'store/definitions'],
    )
    const { formatDomain, parseDomain } = await import('../../../packages/core/dist/config.js')
    const directory = scratch('state')
    const snapshots = `${directory}/snapshots/${uuid}`
    mkdirSync(snapshots, { recursive: true })
    const silent = () => undefined
    return (input) => {
      writeFileSync(`${directory}/${uuid}.json`, input)
      writeFileSync(`${directory}/a.xml`, input)
      writeFileSync(`${snapshots}/a.json`, input)
      writeFileSync(`${snapshots}/.current.json`, input)
      new RuntimeStates(directory, silent).load()
      new SnapshotFiles(directory, silent).load(uuid)
      new Definitions(directory, { parse: parseDomain, format: formatDomain }, silent).load()
      for (const place of [directory, snapshots])
        for (const file of readdirSync(place).filter((name) => name !== 'snapshots'))
          rmSync(`${place}/${file}`)
    }
  },
  words: [
    ...lines.words,
    '"version":1',
    `"uuid":"${uuid}"`,
    '"live":"',
    '"snapshot":"',
    '"process":{"pid":-1',
    live,
    snapshot,
  ],
  seeds: () =>
    [running, { version: 1, name: 'a', unfinished: false, snapshot }].map((one) =>
      Buffer.from(JSON.stringify(one)),
    ),
  arbitrary(fc) {
    const xml = fc.oneof(fc.constantFrom(live, snapshot), fc.string())
    const shape = {
      version: fc.constant(1),
      ...{
        uuid: fc.constant(uuid),
        name: fc.oneof(fc.constant('a'), fc.string()),
        id: fc.oneof(fc.integer(), fc.double()),
      },
      ...{
        monitor: fc.string(),
        state: fc.string(),
        process: fc.jsonValue(),
        task: fc.jsonValue(),
        live: xml,
        snapshot: xml,
      },
    }
    return fc.oneof(
      fc.json(),
      xml,
      fc.record(shape, { requiredKeys: ['version'] }).map((one) => JSON.stringify(one)),
    )
  },
}
