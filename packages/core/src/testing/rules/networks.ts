import { randomUUID } from 'node:crypto'
import type { ListedNetwork, Network } from '../../front/network.js'
import type { RuleContext } from '../context.js'
import { equal, expect, outcome, refused, show } from '../expect.js'
import { type Rule, rule } from '../rule.js'
import { reference } from '../shapes.js'

async function listed({ connection }: RuleContext, { uuid }: Network): Promise<ListedNetwork | undefined> {
  return (await connection.listNetworks()).find((network) => network.uuid === uuid)
}

const list = rule(
  'networks.list gives each network once, with its state',
  ['networks.list'],
  async (context) => {
    await context.network()
    const all = await context.connection.listNetworks()
    for (const network of all) {
      reference(network)
      for (const key of ['active', 'persistent', 'autostarts'] as const)
        expect(typeof network[key] === 'boolean', `'${key}' is ${show(network[key])}`)
    }
    equal(new Set(all.map(({ uuid }) => uuid)).size, all.length, 'how many uuids the listing has')
  },
)

const lookups = rule(
  'networks.lookupByName and networks.lookupByUuid find the same network',
  ['networks.lookupByName', 'networks.lookupByUuid'],
  async (context) => {
    const { connection } = context
    const { ref } = await context.network()
    equal((await connection.lookupNetworkByName(ref.name)).ref, ref, 'what is found by name')
    equal((await connection.lookupNetworkByUuid(ref.uuid.toUpperCase())).ref, ref, 'what is found by uuid')
  },
)

const defined = rule(
  'networks.define makes a network that is not active, networks.undefine removes it',
  ['networks.define', 'networks.undefine', 'networks.list'],
  async (context) => {
    const network = await context.defineNetwork()
    const row = await listed(context, network)
    equal(
      [row?.active, row?.persistent, row?.autostarts],
      [false, true, false],
      'active, persistent, autostart',
    )
    await network.undefine()
    equal((await listed(context, network))?.name, undefined, 'what is listed afterwards')
  },
)

const taken = rule(
  'networks.define of a name or uuid that belongs to another network is NETWORK_EXIST',
  ['networks.define'],
  async (context) => {
    const { connection } = context
    const config = context.networkConfig()
    await connection.defineNetwork(config)
    const namesake = connection.defineNetwork({ ...config, uuid: randomUUID() })
    await refused(namesake, 'NETWORK_EXIST', 'defining the same name with another uuid')
    const double = connection.defineNetwork({ ...config, name: context.name() })
    await refused(double, 'NETWORK_EXIST', 'defining the same uuid with another name')
  },
)

const life = rule(
  'networks.start and networks.destroy make a network active and not',
  ['networks.define', 'networks.start', 'networks.destroy', 'networks.list'],
  async (context) => {
    const network = await context.defineNetwork()
    await network.start()
    equal((await listed(context, network))?.active, true, 'whether it is active after its start')
    await refused(network.start(), 'OPERATION_INVALID', 'starting it again')
    await network.destroy()
    equal((await listed(context, network))?.active, false, 'whether it is active after its end')
    await refused(network.destroy(), 'OPERATION_INVALID', 'destroying it again')
  },
)

const transient = rule(
  'networks.create starts a transient network, unknown after its end',
  ['networks.create', 'networks.destroy', 'networks.list', 'networks.lookupByUuid'],
  async (context) => {
    const config = context.networkConfig()
    const network = await context.connection.createNetwork(config)
    const row = await listed(context, network)
    equal([row?.active, row?.persistent], [true, false], 'active and persistent')
    await refused(context.connection.createNetwork(config), 'NETWORK_EXIST', 'creating it again')
    await network.destroy()
    await refused(context.connection.lookupNetworkByUuid(network.uuid), 'NO_NETWORK', 'looking it up')
  },
)

const described = rule(
  'networks.config describes the network by its name and uuid',
  ['networks.config'],
  async (context) => {
    const network = await context.network()
    const { name, uuid } = await network.config()
    equal([name, uuid], [network.name, network.uuid], 'name and uuid of the description')
  },
)

const portGroup = (name: string): { section: 'portgroup'; value: string } => ({
  section: 'portgroup',
  value: `<portgroup name='${name}'/>`,
})

const updated = rule(
  'networks.update changes the definition, once',
  ['networks.update', 'networks.define', 'networks.config'],
  async (context) => {
    const network = await context.defineNetwork()
    const groups = async (): Promise<readonly string[]> =>
      (await network.config()).portgroups?.map(({ name }) => name) ?? []
    await network.update({ command: 'add-last', ...portGroup('b') })
    await network.update({ command: 'add-first', ...portGroup('a') }, { config: true })
    equal(await groups(), ['a', 'b'], 'the port groups after two were added')
    const again = network.update({ command: 'add-last', ...portGroup('a') })
    await refused(again, 'OPERATION_INVALID', 'adding one again')
    await network.update({ command: 'delete', ...portGroup('b') })
    const gone = network.update({ command: 'delete', ...portGroup('b') })
    await refused(gone, 'OPERATION_INVALID', 'deleting one that is not there')
    const live = network.update({ command: 'add-last', ...portGroup('c') }, { live: true })
    await refused(live, 'OPERATION_INVALID', 'changing an inactive network live')
    equal(await groups(), ['a'], 'the port groups in the end')
  },
)

const idle = rule(
  'networks.dhcpLeases of an inactive network has none',
  ['networks.dhcpLeases', 'networks.define'],
  async (context) => {
    equal(await (await context.defineNetwork()).dhcpLeases(), [], 'the leases')
  },
)

const bridge = rule(
  'networks.bridgeName is the bridge of the description',
  ['networks.bridgeName', 'networks.config'],
  async (context) => {
    const network = await context.network()
    equal(await network.bridgeName(), (await network.config()).bridge?.name, 'the bridge')
  },
)

const autostart = rule(
  'networks.setAutostart is what networks.autostart and the listing say',
  ['networks.setAutostart', 'networks.autostart', 'networks.define', 'networks.list'],
  async (context) => {
    const network = await context.defineNetwork()
    for (const wanted of [true, true, false]) {
      await network.setAutostart(wanted)
      const row = await listed(context, network)
      equal(
        [await network.autostart(), row?.autostarts],
        [wanted, wanted],
        'whether it does, alone and in the listing',
      )
    }
  },
)

const autostartTransient = rule(
  'networks.setAutostart of a transient network is OPERATION_INVALID',
  ['networks.setAutostart', 'networks.create'],
  async (context) => {
    const network = await context.connection.createNetwork(context.networkConfig())
    await refused(network.setAutostart(true), 'OPERATION_INVALID', 'setting it')
  },
)

const told = rule(
  "each step of a network's life is told once, in order",
  ['networks.subscribe', 'networks.define', 'networks.start', 'networks.destroy', 'networks.undefine'],
  async (context) => {
    const events = await context.recordNetworks()
    const network = await context.defineNetwork()
    await network.start()
    await network.destroy()
    await network.undefine()
    await events.networkLives(network.uuid, ['defined', 'started', 'stopped', 'undefined'])
  },
)

const oneStartWins = rule(
  'of two starts of a network at once exactly one wins',
  ['networks.define', 'networks.start'],
  async (context) => {
    const network = await context.defineNetwork()
    const outcomes = await Promise.all([outcome(network.start()), outcome(network.start())])
    equal(outcomes.sort(), ['OPERATION_INVALID', 'done'], 'how they end')
  },
)

const ownCopy = rule(
  'what networks.config hands out cannot change what the driver keeps',
  ['networks.config'],
  async (context) => {
    const network = await context.network()
    const before = await network.xml()
    const config = await network.config()
    Reflect.set(config, 'name', 'scribble')
    if (config.bridge) Reflect.set(config.bridge, 'name', 'scribble')
    equal(await network.xml(), before, 'the description after the caller has written into an earlier one')
  },
)

export const networkRules: readonly Rule[] = [
  list,
  lookups,
  defined,
  taken,
  life,
  transient,
  described,
  updated,
  idle,
  bridge,
  autostart,
  autostartTransient,
  told,
  oneStartWins,
  ownCopy,
]
