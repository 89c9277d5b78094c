import { randomUUID } from 'node:crypto'
import type { DomainConfig } from '../../config.js'
import { equal, expect, outcome, refused, show } from '../expect.js'
import { type Rule, rule } from '../rule.js'
import { reference } from '../shapes.js'

const defined = rule(
  'domains.define makes a domain that is off, with the name and uuid of its description',
  ['domains.define', 'domains.lookupByUuid'],
  async (context) => {
    const config = context.config()
    const domain = await context.connection.defineDomain(config)
    reference(domain, false)
    const found = await context.connection.lookupDomainByUuid(config.uuid)
    equal(
      [domain.name, found.name, found.id],
      [config.name, config.name, undefined],
      'name, name looked up, and id',
    )
  },
)

const uuidMadeUp = rule(
  'domains.define makes up a uuid where the description has none',
  ['domains.define', 'domains.lookupByName'],
  async (context) => {
    const define = () => context.connection.defineDomain({ ...context.config(), uuid: undefined })
    const [one, two] = [await define(), await define()]
    for (const domain of [one, two]) {
      reference(domain, false)
      equal(
        (await context.connection.lookupDomainByName(domain.name)).uuid,
        domain.uuid,
        'the uuid looked up',
      )
    }
    expect(one.uuid !== two.uuid, `two domains have the uuid ${one.uuid}`)
  },
)

const definedTwice = rule(
  'domains.define of a known name and uuid replaces the definition',
  ['domains.define', 'domains.config'],
  async (context) => {
    const config = context.config()
    await context.connection.defineDomain(config)
    const domain = await context.connection.defineDomain({ ...config, ...doubled(config) })
    equal((await domain.config()).memory, config.memory * 2, 'memory after the second definition')
    if (context.connection.supports('domains.list')) {
      const all = await context.connection.listDomains()
      equal(all.filter(({ name }) => name === config.name).length, 1, 'how often the name is listed')
    }
  },
)

const nameTaken = rule(
  'domains.define of a name that belongs to another uuid is DOM_EXIST',
  ['domains.define'],
  async (context) => {
    const config = context.config()
    await context.connection.defineDomain(config)
    const other = context.connection.defineDomain({ ...config, uuid: randomUUID() })
    await refused(other, 'DOM_EXIST', 'defining the same name with another uuid')
  },
)

const uuidTaken = rule(
  'domains.define of a uuid that belongs to another name is DOM_EXIST',
  ['domains.define'],
  async (context) => {
    const config = context.config()
    await context.connection.defineDomain(config)
    const other = context.connection.defineDomain({ ...config, name: context.name() })
    await refused(other, 'DOM_EXIST', 'defining the same uuid with another name')
  },
)

const redefinedWhileRunning = rule(
  'a domain that runs keeps its live description when it is defined anew, until its next start',
  ['domains.define', 'domains.start', 'domains.destroy', 'domains.config'],
  async (context) => {
    const { connection } = context
    const config = context.config()
    const domain = await connection.defineDomain(config)
    await domain.start()
    await connection.defineDomain({ ...config, ...doubled(config) })
    const memories = async (): Promise<number[]> => [
      (await domain.config()).memory,
      (await domain.config({ inactive: true })).memory,
    ]
    equal(await memories(), [config.memory, config.memory * 2], 'memory of what runs and of what is defined')
    await domain.destroy()
    await domain.start()
    equal(await memories(), [config.memory * 2, config.memory * 2], 'memory after the next start')
  },
)

const undefinedGone = rule(
  'domains.undefine of a domain that is off makes it unknown',
  ['domains.define', 'domains.undefine', 'domains.lookupByUuid'],
  async (context) => {
    const domain = await context.define()
    await domain.undefine()
    await refused(context.connection.lookupDomainByUuid(domain.uuid), 'NO_DOMAIN', 'looking it up')
  },
)

const undefinedRunning = rule(
  'domains.undefine of a domain that runs leaves it running, as a transient one',
  ['domains.define', 'domains.start', 'domains.undefine', 'domains.list', 'domains.destroy'],
  async (context) => {
    const domain = await context.running()
    const find = async () => (await context.connection.listDomains()).find(({ uuid }) => uuid === domain.uuid)
    await domain.undefine()
    const found = await find()
    equal([found?.id, found?.persistent], [domain.id, false], 'id and persistence afterwards')
    await domain.destroy()
    equal((await find())?.name, undefined, 'what is listed after its end')
  },
)

const configComplete = rule(
  'domains.config describes the domain by its name and uuid, with an id only while it is active',
  ['domains.config'],
  async (context) => {
    for (const domain of await context.inEachState()) {
      const config = await domain.config()
      equal([config.name, config.uuid], [domain.name, domain.uuid], 'name and uuid of the description')
      if (config.id !== undefined) equal(config.id, domain.id, 'the id of the description')
    }
  },
)

const configDefinable = rule(
  'domains.define takes what domains.config gave',
  ['domains.define', 'domains.config'],
  async (context) => {
    const domain = await context.define()
    const again = await context.connection.defineDomain(await domain.xml({ inactive: true }))
    equal([again.name, again.uuid], [domain.name, domain.uuid], 'the domain that results')
  },
)

const ownCopy = rule(
  'what domains.config hands out cannot change what the driver keeps',
  ['domains.config'],
  async (context) => {
    const domain = await context.domain()
    const before = await domain.xml()
    scribble(await domain.config())
    equal(await domain.xml(), before, 'the description after the caller has written into an earlier one')
  },
)

const secret = 'open-sesame'

const secretsKept = rule(
  "domains.config shows passwords only with 'secure'",
  ['domains.define', 'domains.config'],
  async (context) => {
    const { connection } = context
    const config = context.config()
    const graphics = { type: 'vnc', autoport: true, passwd: secret } as const
    const describe = { ...config, devices: { ...config.devices, graphics: [graphics] } }
    if ((await outcome(connection.defineDomain(describe))) === 'CONFIG_UNSUPPORTED') return
    const domain = connection.domain(config)
    const tells = async (options: object): Promise<boolean> => (await domain.xml(options)).includes(secret)
    equal(
      [await tells({}), await tells({ inactive: true })],
      [false, false],
      "whether it is shown without 'secure'",
    )
    equal(await tells({ secure: true, inactive: true }), true, "whether it is shown with 'secure'")
  },
)

const hostileNames = ['../kit', 'a/b', '.', '..', 'new\nline', '-c', 'ä ö\u0301', '%s%n', '$(id)']

const namesWhole = rule(
  'a name that could be taken for something else is refused, or kept as it is',
  ['domains.define', 'domains.lookupByUuid'],
  async (context) => {
    const { connection } = context
    for (const suspicious of hostileNames) {
      const config = context.config()
      const given = context.own(suspicious)
      const answer = await outcome(connection.defineDomain({ ...config, name: given }))
      const refusals = ['XML_ERROR', 'INVALID_ARG', 'CONFIG_UNSUPPORTED']
      if (refusals.includes(answer)) continue
      equal(answer, 'done', `the answer to a definition named ${show(given)}`)
      equal((await connection.lookupDomainByUuid(config.uuid)).name, given, 'the name that was kept')
    }
  },
)

const doubled = ({ memory }: DomainConfig): Partial<DomainConfig> => ({
  memory: memory * 2,
  currentMemory: memory * 2,
})

/** Write into it, as deep as it lets one. */
function scribble(value: object): void {
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'object' && inner !== null) scribble(inner as object)
    Reflect.set(value, key, 'scribble')
  }
}

export const definitionRules: readonly Rule[] = [
  defined,
  uuidMadeUp,
  definedTwice,
  nameTaken,
  uuidTaken,
  redefinedWhileRunning,
  undefinedGone,
  undefinedRunning,
  configComplete,
  configDefinable,
  ownCopy,
  secretsKept,
  namesWhole,
]
