import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { killGuests, lifecycle, nano, openEngine, runtimeOf, until, uuids } from '../support/engine.js'
import { temporary } from '../support/temporary.js'

const [uuid] = uuids
const paused = { paused: true }

const isThere = (device: string): boolean => existsSync(`/sys/class/net/${device}`)

/** A bridge of this test alone. */
function bridge(): string {
  const name = `vtest${process.pid}`.slice(0, 15)
  execFileSync('ip', ['link', 'add', name, 'mtu', '1400', 'type', 'bridge'])
  onTestFinished(() => void execFileSync('ip', ['link', 'delete', name]))
  return name
}

describe.skipIf(!peer('qemu') || !peer('tap'))('the taps of a domain', () => {
  it('are on their bridge while it runs', async () => {
    const root = temporary()
    const { domains } = await openEngine(root)
    const name = bridge()
    const devices = `
      <interface type='bridge'>
        <mac address='52:54:00:01:02:03'/><source bridge='${name}'/><model type='virtio'/><driver queues='2'/>
        <bandwidth><inbound average='1000'/></bandwidth>
      </interface>
      <interface type='ethernet'><model type='e1000'/></interface>`
    const domain = await domains.create(nano({ name: 'a', uuid, devices }), paused, {})
    const { interfaces = [] } = (await domains.config(domain, {}, {})).devices ?? {}
    const [first = '', second = ''] = interfaces.map(({ target }) => target?.dev)
    expect(readdirSync(`/sys/class/net/${name}/brif`)).toEqual([first])
    expect(readFileSync(`/sys/class/net/${first}/address`, 'latin1').trim()).toBe('fe:54:00:01:02:03')
    expect(readFileSync(`/sys/class/net/${first}/mtu`, 'latin1').trim()).toBe('1400')
    expect(execFileSync('tc', ['qdisc', 'show', 'dev', first], { encoding: 'utf8' })).toContain('htb')
    expect(isThere(second)).toBe(true)
    await domains.destroy(domain, {}, {})
    expect([first, second].filter(isThere)).toEqual([])
  })

  it('are removed when QEMU, or both it and the engine, have crashed', async () => {
    const root = temporary()
    const { engine, domains, events } = await openEngine(root)
    const devices = "<interface type='ethernet'><model type='virtio'/></interface>"
    const config = nano({ name: 'a', uuid, devices })
    const tap = async (): Promise<string> => {
      const domain = await domains.create(config, paused, {})
      return (await domains.config(domain, {}, {})).devices?.interfaces?.[0]?.target?.dev ?? ''
    }
    const first = await tap()
    killGuests(root)
    await until(() => lifecycle(events).includes('stopped crashed'), 'told')
    await until(() => !isThere(first), 'removed')
    const second = await tap()
    const [record] = runtimeOf(root)
    await engine.close()
    expect(isThere(second)).toBe(true)
    process.kill(record?.process?.pid ?? 0, 'SIGKILL')
    await until(() => !existsSync(`/proc/${record?.process?.pid}/exe`), 'ended')
    await openEngine(root)
    expect(isThere(second)).toBe(false)
  })

  it('come and go with cards that are plugged', async () => {
    const { domains } = await openEngine(temporary())
    const domain = await domains.create(nano({ name: 'a', uuid }), paused, {})
    const taps = async (): Promise<readonly (string | undefined)[]> =>
      ((await domains.config(domain, {}, {})).devices?.interfaces ?? []).map(({ target }) => target?.dev)
    const plug = (source: object): Promise<void> =>
      domains.attachDevice(domain, { interface: { type: 'bridge', source } }, { live: true }, {})
    await expect(plug({ bridge: 'nobridge' })).rejects.toMatchObject({ code: 'OPERATION_FAILED' })
    expect(await taps()).toEqual([])
    await plug({ bridge: bridge() })
    const [tap = ''] = await taps()
    expect(isThere(tap)).toBe(true)
    await domains.destroy(domain, {}, {})
    expect(isThere(tap)).toBe(false)
  })

  it('have names of this run, whatever they were called in another', async () => {
    const { domains } = await openEngine(temporary())
    const devices = "<interface type='ethernet'><target dev='vnet0'/></interface>"
    const names = await Promise.all(
      ['a', 'b'].map(async (name, at) => {
        const domain = await domains.create(nano({ name, uuid: uuids[at]!, devices }), paused, {})
        return (await domains.config(domain, {}, {})).devices?.interfaces?.[0]?.target?.dev
      }),
    )
    expect(new Set(names).size).toBe(2)
  })

  it('have names of their own when cards are plugged into several domains at once', async () => {
    const { domains } = await openEngine(temporary())
    const all = await Promise.all(
      ['a', 'b', 'c'].map((name, at) => domains.create(nano({ name, uuid: uuids[at]! }), paused, {})),
    )
    const card = { interface: { type: 'ethernet' as const } }
    await Promise.all(all.map((domain) => domains.attachDevice(domain, card, { live: true }, {})))
    const configs = await Promise.all(all.map((domain) => domains.config(domain, {}, {})))
    const names = configs.map(({ devices }) => devices?.interfaces?.[0]?.target?.dev ?? '')
    expect(new Set(names).size).toBe(3)
    expect(names.filter(isThere)).toEqual(names)
  })

  it('are written down until they are gone, also when the guest ends while a card is plugged in', async () => {
    const root = temporary()
    const { domains } = await openEngine(root)
    const domain = await domains.create(nano({ name: 'a', uuid }), paused, {})
    const [named, script] = [join(root, 'named'), join(root, 'script')]
    writeFileSync(script, `#!/bin/sh\necho $1 > ${named}.new; mv ${named}.new ${named}; sleep 1\n`, {
      mode: 0o700,
    })
    const card = { interface: { type: 'ethernet' as const, script: { path: script } } }
    const plugged = domains.attachDevice(domain, card, { live: true }, {})
    await until(() => existsSync(named), 'the tap is made')
    killGuests(root)
    const order: string[] = []
    await Promise.all([
      plugged.catch(() => order.push('removed')),
      until(() => runtimeOf(root).length === 0, 'it is forgotten').then(() => order.push('forgotten')),
    ])
    expect(order).toEqual(['removed', 'forgotten'])
    expect(isThere(readFileSync(named, 'latin1').trim())).toBe(false)
  })

  it('are removed, but not what somebody else has given their name since', async () => {
    const { domains } = await openEngine(temporary())
    const devices = "<interface type='ethernet'/>"
    const domain = await domains.create(nano({ name: 'a', uuid, devices }), paused, {})
    const tap = (await domains.config(domain, {}, {})).devices?.interfaces?.[0]?.target?.dev ?? ''
    execFileSync('ip', ['link', 'delete', tap])
    execFileSync('ip', ['tuntap', 'add', 'dev', tap, 'mode', 'tap'])
    onTestFinished(() => void execFileSync('ip', ['link', 'delete', tap]))
    await domains.destroy(domain, {}, {})
    expect(isThere(tap)).toBe(true)
  })

  it('are not taken from somebody else, and a bridge that is not there is told', async () => {
    const { domains } = await openEngine(temporary())
    const start = (devices: string): Promise<unknown> =>
      domains.create(nano({ name: 'a', uuid, devices }), paused, {})
    await expect(start("<interface type='ethernet'><target dev='lo'/></interface>")).rejects.toMatchObject({
      code: 'OPERATION_FAILED',
      detail: 'Unable to create tap device lo: Device or resource busy',
    })
    await expect(
      start("<interface type='bridge'><source bridge='nobridge'/></interface>"),
    ).rejects.toMatchObject({
      code: 'OPERATION_FAILED',
      detail: expect.stringMatching(/^Unable to add bridge nobridge port vnet\d+: No such device$/) as string,
    })
    await expect(
      start("<interface type='network'><source network='nonet'/></interface>"),
    ).rejects.toMatchObject({ code: 'NO_NETWORK' })
    await expect(start("<interface type='ethernet'><target dev='a b'/></interface>")).rejects.toMatchObject({
      code: 'CONFIG_UNSUPPORTED',
    })
  })
})

describe.skipIf(!peer('qemu') || !peer('swtpm'))('an emulated TPM', () => {
  it('keeps its state from start to start, until the domain is undefined', async () => {
    const root = temporary()
    const { domains } = await openEngine(root)
    const secrets = join(root, 'etc', 'secrets')
    mkdirSync(secrets, { recursive: true })
    writeFileSync(join(secrets, `${uuid}.base64`), Buffer.from('open sesame').toString('base64'))
    const devices = `<tpm model='tpm-crb'><backend type='emulator' version='2.0'><encryption secret='${uuid}'/></backend></tpm>`
    const domain = await domains.define(nano({ name: 'a', uuid, devices }), {})
    const state = join(root, 'tpm', uuid, 'tpm2')
    const pid = (): number => Number(readFileSync(join(root, 'run', uuid, 'tpm.pid'), 'latin1'))
    await domains.start(domain, paused, {})
    expect(readFileSync(`/proc/${pid()}/comm`, 'latin1').trim()).toBe('swtpm')
    expect(existsSync(join(root, 'run', uuid, 'tpm.key'))).toBe(false)
    await domains.destroy(domain, {}, {})
    expect(readdirSync(state)).toContain('tpm2-00.permall')
    expect(existsSync(join(root, 'run', uuid))).toBe(false)
    await domains.start(domain, paused, {})
    await domains.destroy(domain, {}, {})
    await domains.undefine(domain, {}, {})
    expect(existsSync(join(root, 'tpm', uuid))).toBe(false)
  })
})

describe.skipIf(!peer('qemu'))('devices that the host does not have', () => {
  it.each([
    [
      "<hostdev mode='subsystem' type='usb'><source><vendor id='0x1'/><product id='0x2'/></source></hostdev>",
      'Did not find USB device 0001:0002',
    ],
    [
      "<hostdev mode='subsystem' type='pci'><source><address domain='0xffff' bus='0xff' slot='0x1f' function='0x7'/></source></hostdev>",
      'Device ffff:ff:1f.7 not found: could not access /sys/bus/pci/devices/ffff:ff:1f.7',
    ],
    [
      "<hostdev mode='subsystem' type='mdev' model='vfio-pci'><source><address uuid='53764d0e-85a0-42b4-af5c-2046b460b1dc'/></source></hostdev>",
      "device not found: mediated device '53764d0e-85a0-42b4-af5c-2046b460b1dc' not found",
    ],
  ])('%s', async (devices, detail) => {
    const { domains } = await openEngine(temporary())
    await expect(domains.create(nano({ name: 'a', uuid, devices }), {}, {})).rejects.toMatchObject({
      code: 'OPERATION_FAILED',
      detail,
    })
  })
})
