import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseNetwork, parseNetworkSection, type NetworkConfig, type NetworkUpdate } from '@virt/core/config'
import type { NetworkRef } from '@virt/core/driver'
import { describe, expect, it } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { TestHost, until, type HostDaemon } from './test-host.js'

const uuid = '81ff0d90-c91e-4742-84da-4a736edb9a9b'

const lab = parseNetwork(`
  <network>
    <name>lab</name>
    <uuid>${uuid}</uuid>
    <forward mode='nat'/>
    <bridge name='virbr7' stp='off'/>
    <mtu size='1400'/>
    <mac address='52:54:00:00:00:07'/>
    <domain name='lab.test'/>
    <dns><host ip='10.70.0.1'><hostname>gateway</hostname></host></dns>
    <bandwidth><inbound average='1000' peak='5000' burst='5120'/><outbound average='1000'/></bandwidth>
    <ip address='10.70.0.1' prefix='24'><dhcp><range start='10.70.0.10' end='10.70.0.99'/></dhcp></ip>
    <ip family='ipv6' address='fd00:70::1' prefix='64'/>
    <route address='10.71.0.0' prefix='16' gateway='10.70.0.9'/>
  </network>`)

const others = (changes: Partial<NetworkConfig>): NetworkConfig => ({
  ...lab,
  uuid: undefined,
  mac: undefined,
  ...changes,
})

interface Link {
  readonly address: string
  readonly mtu: number
  readonly addr_info: readonly {
    readonly local: string
    readonly prefixlen: number
    readonly scope: string
  }[]
}

/** What a network has left on a host. */
function traces(host: TestHost): {
  links: string[]
  tables: string[]
  dnsmasq: number
  files: string[]
} {
  const links = JSON.parse(host.run('ip', '-json', 'link', 'show')) as { readonly ifname: string }[]
  return {
    links: links.map(({ ifname }) => ifname),
    tables: host.run('nft', 'list', 'tables').split('\n').filter(Boolean),
    dnsmasq: host.pids('dnsmasq').length,
    files: [
      ...readdirSync(host.path('lib/virt/networks')),
      ...readdirSync(host.path('run/virt/qemu/networks')),
    ],
  }
}

/** How often the daemon is killed. */
const rounds = Number(process.env.VIRT_KILL_ROUNDS ?? 4)

/** Start and stop a network until the daemon is gone. */
async function changeForEver({ networks }: HostDaemon, ref: NetworkRef): Promise<void> {
  for (;;)
    try {
      await networks.start(ref, {}).catch(whenLost)
      await networks.destroy(ref, {}).catch(whenLost)
    } catch {
      return
    }
}

function whenLost(error: unknown): void {
  if ((error as { code?: string }).code === 'CONNECTION_LOST') throw error
}

const nothing = { links: ['lo'], tables: [], dnsmasq: 0, files: ['lab.leases'] }

async function started(daemon: HostDaemon, config = lab): Promise<NetworkRef> {
  const ref = await daemon.networks.define(config, {})
  await daemon.networks.start(ref, {})
  return ref
}

const update = (section: NetworkUpdate['section'], xml: string): NetworkUpdate =>
  ({ command: 'add-last', section, value: parseNetworkSection(section, xml) }) as NetworkUpdate

const here = ['namespaces', 'dnsmasq', 'nft'].every(peer)

describe.skipIf(!here)('a network on a host', { timeout: 120_000 }, () => {
  it('is a bridge with addresses, routes, limits, rules and a name server, and leaves nothing behind', async () => {
    const host = await TestHost.make()
    const daemon = await host.daemon()
    const ref = await started(daemon)
    const [link] = JSON.parse(host.run('ip', '-json', 'addr', 'show', 'dev', 'virbr7')) as Link[]
    expect({ ...link, addr_info: link?.addr_info.map(({ local }) => local) }).toMatchObject({
      address: '52:54:00:00:00:07',
      mtu: 1400,
      addr_info: ['10.70.0.1', 'fd00:70::1'],
    })
    expect(host.run('ip', 'route', 'show', '10.71.0.0/16')).toMatch(
      /^10\.71\.0\.0\/16 via 10\.70\.0\.9 dev virbr7/,
    )
    expect(host.run('tc', 'class', 'show', 'dev', 'virbr7')).toContain('rate 8Mbit ceil 40Mbit')
    expect(host.run('nft', 'list', 'chain', 'inet', 'virt_virbr7', 'translation')).toContain('masquerade')
    expect(host.run('cat', '/proc/sys/net/ipv4/ip_forward')).toBe('1\n')
    await expect(daemon.networks.start(ref, {})).rejects.toMatchObject({ code: 'OPERATION_INVALID' })
    await daemon.networks.destroy(ref, {})
    expect(traces(host)).toEqual(nothing)
    await daemon.networks.undefine(ref, {})
    expect(readdirSync(host.path('lib/virt/networks'))).toEqual([])
  })

  it('is changed while it is active', async () => {
    const host = await TestHost.make()
    const { networks } = await host.daemon()
    const ref = await started({ networks } as HostDaemon)
    const [before] = host.pids('dnsmasq')
    const add = update('ip-dhcp-host', "<host mac='52:54:00:00:00:01' ip='10.70.0.50'/>")
    await networks.update(ref, add, { live: true, config: true }, {})
    expect(readFileSync(host.path('lib/virt/networks/lab.hostsfile'), 'utf8')).toBe(
      '52:54:00:00:00:01,10.70.0.50\n',
    )
    expect(host.pids('dnsmasq')).toEqual([before])
    await networks.update(ref, update('dns-txt', "<txt name='a' value='b'/>"), {}, {})
    expect(host.pids('dnsmasq')).not.toEqual([before])
    const [live, kept] = [
      await networks.config(ref, {}, {}),
      await networks.config(ref, { inactive: true }, {}),
    ]
    expect([live.dns?.txts, kept.dns?.txts]).toEqual([[{ name: 'a', value: 'b' }], undefined])
    expect(kept.ips?.[0]?.dhcp?.hosts).toHaveLength(1)
  })

  it('is refused, and nothing happens, where its addresses or its bridge are taken', async () => {
    const host = await TestHost.make()
    const daemon = await host.daemon()
    await started(daemon)
    const before = traces(host)
    const twin = others({ name: 'twin', bridge: { stp: true, delay: 0 } })
    await expect(daemon.networks.create(twin, {})).rejects.toMatchObject({
      code: 'INTERNAL_ERROR',
      detail: 'Network is already in use by interface virbr7',
    })
    await expect(daemon.networks.define(others({ name: 'thief' }), {})).rejects.toMatchObject({
      detail: "bridge name 'virbr7' already in use.",
    })
    host.run('ip', 'link', 'add', 'name', 'mine', 'type', 'bridge')
    const foreign = others({
      name: 'foreign',
      bridge: { name: 'mine' },
      ips: undefined,
      routes: undefined,
      forward: undefined,
    })
    await expect(daemon.networks.create(foreign, {})).rejects.toMatchObject({ code: 'OPERATION_FAILED' })
    host.run('ip', 'link', 'show', 'dev', 'mine')
    host.run('ip', 'link', 'delete', 'dev', 'mine')
    expect(traces(host)).toEqual(before)
  })

  it('outlives a killed daemon; its dnsmasq is started again when it ends', async () => {
    const host = await TestHost.make()
    const first = await host.daemon()
    await started(first)
    const before = [traces(host), host.pids('dnsmasq')]
    await first.end('SIGKILL')
    const second = await host.daemon()
    expect([traces(host), host.pids('dnsmasq')]).toEqual(before)
    expect(await second.networks.list({}, {})).toEqual([
      { name: 'lab', uuid, active: true, persistent: true, autostart: false, bridge: 'virbr7' },
    ])
    const [victim] = host.pids('dnsmasq')
    process.kill(victim!, 'SIGKILL')
    await until(
      () => host.pids('dnsmasq').some((pid) => pid !== victim),
      () => `dnsmasq again: ${second.said()}`,
    )
    await until(
      () => second.said().includes("dnsmasq of network 'lab' has ended: it is started again"),
      () => `it says so: ${second.said()}`,
    )
  })

  it('of which only a part was made is cleared away by the next daemon', async () => {
    const host = await TestHost.make()
    const first = await host.daemon()
    await started(first)
    const path = host.path('run/virt/qemu/networks', `${uuid}.json`)
    const state = JSON.parse(readFileSync(path, 'utf8')) as object
    await first.end('SIGKILL')
    writeFileSync(path, JSON.stringify({ ...state, phase: 'starting' }))
    const second = await host.daemon()
    expect(traces(host)).toEqual(nothing)
    await second.networks.start({ name: 'lab', uuid }, {})
    host.run('ip', 'link', 'delete', 'dev', 'virbr7')
    await second.end('SIGKILL')
    const third = await host.daemon()
    expect(traces(host)).toEqual(nothing)
    expect(await third.networks.list({ active: true }, {})).toMatchObject([{ active: false }])
  })

  it('is as it was written down, whatever a killed daemon has begun to change', async () => {
    const host = await TestHost.make()
    const first = await host.daemon()
    const ref = await started(first)
    const before = traces(host)
    const path = host.path('run/virt/qemu/networks', `${uuid}.json`)
    const state = readFileSync(path)
    const text = update('dns-txt', "<txt name='a' value='b'/>")
    const lent = update('ip-dhcp-host', "<host mac='52:54:00:00:00:01' ip='10.70.0.50'/>")
    let daemon = first
    for (const [change, part] of [
      [text, 'conf'],
      [lent, 'hostsfile'],
    ] as const) {
      const file = host.path('lib/virt/networks', `lab.${part}`)
      const old = readFileSync(file, 'utf8')
      await daemon.networks.update(ref, change, { live: true }, {})
      await daemon.end('SIGKILL')
      expect(readFileSync(file, 'utf8')).not.toBe(old)
      writeFileSync(path, state)
      for (const directory of ['run/virt/qemu/networks', 'lib/virt/networks'])
        writeFileSync(host.path(directory, '.0123456789ab-1.tmp'), 'half of it')
      daemon = await host.daemon()
      expect(readFileSync(file, 'utf8')).toBe(old)
      expect(traces(host)).toEqual(before)
    }
  })

  it('that was not defined leaves no leases, however it ended', async () => {
    const host = await TestHost.make()
    const first = await host.daemon()
    await first.networks.create(lab, {})
    const path = host.path('run/virt/qemu/networks', `${uuid}.json`)
    const state = JSON.parse(readFileSync(path, 'utf8')) as object
    await first.end('SIGKILL')
    writeFileSync(path, JSON.stringify({ ...state, phase: 'starting' }))
    const second = await host.daemon()
    expect(traces(host)).toEqual({ ...nothing, files: [] })
    const unlimited = { ...lab, bandwidth: { inbound: { average: 0 } } }
    await expect(second.networks.create(unlimited, {})).rejects.toMatchObject({ code: 'OPERATION_FAILED' })
    expect(traces(host)).toEqual({ ...nothing, files: [] })
  })

  it('is whole or not there, whenever its daemon is killed', async () => {
    const host = await TestHost.make()
    const first = await host.daemon()
    const ref = await first.networks.define(lab, {})
    await first.networks.start(ref, {})
    await first.networks.destroy(ref, {})
    await first.end('SIGTERM')
    for (let round = 0; round < rounds; round++) {
      const daemon = await host.daemon()
      void changeForEver(daemon, ref)
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 400))
      await daemon.end('SIGKILL')
      const next = await host.daemon()
      const [row] = await next.networks.list({}, {})
      const { links, tables, dnsmasq } = traces(host)
      expect({ links, tables, dnsmasq }).toEqual(
        row?.active
          ? { links: ['lo', 'virbr7'], tables: ['table inet virt_virbr7'], dnsmasq: 1 }
          : { links: ['lo'], tables: [], dnsmasq: 0 },
      )
      await next.end('SIGKILL')
    }
  })

  it('says what it takes where the daemon may not make bridges', async () => {
    const host = await TestHost.make()
    const daemon = await host.daemon('setpriv', '--bounding-set=-net_admin', '--inh-caps=-net_admin')
    const ref = await daemon.networks.define(lab, {})
    await expect(daemon.networks.start(ref, {})).rejects.toMatchObject({
      code: 'ACCESS_DENIED',
      detail: expect.stringContaining("<interface type='user'>") as string,
    })
  })
})
