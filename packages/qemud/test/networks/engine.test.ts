import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatNetwork, parseNetwork, type NetworkConfig } from '@virt/core/config'
import type { NetworkEvent } from '@virt/core/driver'
import { describe, expect, it } from 'vitest'
import { openEngine, uuids } from '../support/engine.js'
import { temporary } from '../support/temporary.js'

const [uuid, other] = uuids

/** On a bridge of the host's own: anybody may start that. */
const bridged = (name: string, id?: string): NetworkConfig =>
  parseNetwork(
    `<network><name>${name}</name>${id ? `<uuid>${id}</uuid>` : ''}<forward mode='bridge'/><bridge name='br0'/></network>`,
  )

const isolated = (name: string, inside = ''): NetworkConfig =>
  parseNetwork(`<network><name>${name}</name>${inside}</network>`)

describe('the networks of an engine', () => {
  it('are kept, and what is active is found again', async () => {
    const root = temporary()
    const first = await openEngine(root)
    const told: NetworkEvent[] = []
    await first.engine.networks.subscribe((event) => told.push(event), {})
    const ref = await first.engine.networks.define(bridged('a', uuid), {})
    await first.engine.networks.setAutostart(ref, true, {})
    await first.engine.networks.start(ref, {})
    await first.engine.networks.create(bridged('b', other), {})
    expect(told.map(({ event, network }) => `${network.name} ${event}`)).toEqual([
      'a defined',
      'a started',
      'b started',
    ])
    const rows = await first.engine.networks.list({}, {})
    await first.engine.close()
    const second = await openEngine(root)
    expect(await second.engine.networks.list({}, {})).toEqual(rows)
    expect(rows).toEqual([
      { name: 'a', uuid, active: true, persistent: true, autostart: true, bridge: 'br0' },
      { name: 'b', uuid: other, active: true, persistent: false, autostart: false, bridge: 'br0' },
    ])
    await second.engine.networks.undefine(ref, {})
    await second.engine.networks.destroy(ref, {})
    await second.engine.networks.destroy({ name: 'b', uuid: other }, {})
    expect([readdirSync(join(root, 'etc/networks')), readdirSync(join(root, 'run/networks'))]).toEqual([
      ['autostart'],
      [],
    ])
  })

  it('are not changed where only a part of the change can be kept', async () => {
    const root = temporary()
    const { engine } = await openEngine(root)
    const ref = await engine.networks.define(bridged('a', uuid), {})
    await engine.networks.start(ref, {})
    const before = await engine.networks.config(ref, {}, {})
    rmSync(join(root, 'etc/networks'), { recursive: true })
    const group = { command: 'add-last', section: 'portgroup', value: { name: 'slow' } } as const
    await expect(engine.networks.update(ref, group, { live: true, config: true }, {})).rejects.toBeInstanceOf(
      Error,
    )
    expect(await engine.networks.config(ref, {}, {})).toEqual(before)
    expect(await engine.networks.config(ref, { inactive: true }, {})).toEqual(before)
  })

  it('start with the host when they are marked', async () => {
    const { engine } = await openEngine(temporary())
    const ref = await engine.networks.define(bridged('a', uuid), {})
    await engine.networks.define(bridged('b', other), {})
    await engine.networks.setAutostart(ref, true, {})
    await engine.startMarked()
    expect((await engine.networks.list({}, {})).map(({ active }) => active)).toEqual([true, false])
  })

  it('get a bridge and a MAC address of their own, which they keep', async () => {
    const { engine } = await openEngine(temporary())
    const ref = await engine.networks.define(isolated('a'), {})
    await engine.networks.define(isolated('b', "<bridge name='virbr%d'/>"), {})
    const { bridge, mac } = await engine.networks.config(ref, {}, {})
    expect(bridge?.name).toMatch(/^virbr\d+$/)
    expect(mac?.address).toMatch(/^52:54:00:/)
    const names = (await engine.networks.list({}, {})).map((row) => row.bridge)
    expect(new Set(names).size).toBe(2)
    await engine.networks.define({ ...isolated('a'), uuid: ref.uuid }, {})
    expect(await engine.networks.config(ref, {}, {})).toMatchObject({ bridge: { name: bridge?.name }, mac })
  })

  it('that are torn or foreign are set aside, and the rest is served', async () => {
    const root = temporary()
    const first = await openEngine(root)
    await first.engine.networks.define(bridged('a', uuid), {})
    await first.engine.close()
    writeFileSync(join(root, 'etc/networks/torn.xml'), '<network><name>torn')
    writeFileSync(join(root, 'etc/networks/double.xml'), formatNetwork(bridged('double', uuid)))
    writeFileSync(join(root, `run/networks/${uuid}.json`), '{"version":2}')
    const second = await openEngine(root)
    expect((await second.engine.networks.list({}, {})).map(({ name, active }) => [name, active])).toEqual([
      ['a', false],
    ])
    expect(second.warnings).toHaveLength(3)
    expect(readFileSync(join(root, 'etc/networks/torn.xml.broken'), 'utf8')).toBe('<network><name>torn')
  })

  it.each<[string, NetworkConfig, string]>([
    ['a name that is a path', { ...isolated('a'), name: '../a' }, 'XML_ERROR'],
    ['a bridge that is no name', isolated('a', "<bridge name='a b'/>"), 'XML_ERROR'],
    ['an address that is none', isolated('a', "<dns><forwarder addr='1.2.3'/></dns>"), 'XML_ERROR'],
    [
      'a line break in a name',
      isolated('a', "<dns><txt name='a&#10;user=root' value='b'/></dns>"),
      'XML_ERROR',
    ],
    [
      'a route to a host as one to a network',
      isolated('a', "<route address='10.0.0.1' prefix='8' gateway='10.1.1.1'/>"),
      'XML_ERROR',
    ],
    ['tags on its ports', isolated('a', "<vlan><tag id='4'/></vlan>"), 'CONFIG_UNSUPPORTED'],
    ['a zone of firewalld', isolated('a', "<bridge zone='work'/>"), 'CONFIG_UNSUPPORTED'],
    [
      "a name server on somebody else's bridge",
      isolated('a', "<forward mode='bridge'/><bridge name='br0'/><dns enable='no'/>"),
      'CONFIG_UNSUPPORTED',
    ],
  ])('are refused with %s', async (_, config, code) => {
    const root = temporary()
    const { engine } = await openEngine(root)
    await expect(engine.networks.define(config, {})).rejects.toMatchObject({ code })
    expect(await engine.networks.list({}, {})).toEqual([])
    expect(readdirSync(join(root, 'etc/networks'))).toEqual(['autostart'])
  })

  it.each(['private', 'vepa', 'passthrough', 'hostdev'])(
    'of mode %s are kept, and cannot start',
    async (mode) => {
      const { engine } = await openEngine(temporary())
      const ref = await engine.networks.define(
        isolated(
          'a',
          `<forward mode='${mode}'>${mode === 'hostdev' ? "<pf dev='eth9'/>" : "<interface dev='eth9'/>"}</forward>`,
        ),
        {},
      )
      await expect(engine.networks.start(ref, {})).rejects.toMatchObject({ code: 'CONFIG_UNSUPPORTED' })
      await expect(engine.networks.bridgeName(ref, {})).rejects.toMatchObject({ code: 'INTERNAL_ERROR' })
    },
  )
})
