import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { embedLayout, QemuEngine } from '../../src/index.js'
import {
  killGuests,
  killProcess,
  lifecycle,
  nano,
  openEngine,
  runtimeOf,
  until,
  uuids,
} from '../support/engine.js'
import { fakeEmulator } from '../support/fake-emulator.js'
import { temporary } from '../support/temporary.js'

const [uuid, other] = uuids

describe.skipIf(!peer('qemu'))('bad requests', () => {
  it('of a name that is a path are refused, and nothing is written', async () => {
    const root = temporary()
    const { domains } = await openEngine(root)
    for (const name of ['../../x', 'a/b', '..'])
      await expect(domains.define({ ...nano({ name: 'a', uuid }), name }, {})).rejects.toMatchObject({
        code: 'XML_ERROR',
      })
    expect(readdirSync(join(root, 'etc'))).toEqual(['autostart', 'networks'])
    expect(await domains.list({}, {})).toEqual([])
  })

  it('of a name or uuid that is taken are refused', async () => {
    const { domains } = await openEngine(temporary())
    const domain = await domains.define(nano({ name: 'a', uuid }), {})
    await expect(domains.define(nano({ name: 'a', uuid: other }), {})).rejects.toMatchObject({
      code: 'DOM_EXIST',
      detail: `domain 'a' already exists with uuid ${uuid}`,
    })
    await expect(domains.create(nano({ name: 'b', uuid }), {}, {})).rejects.toMatchObject({
      code: 'DOM_EXIST',
      detail: `domain 'a' is already defined with uuid ${uuid}`,
    })
    await domains.start(domain, {}, {})
    await expect(domains.create(nano({ name: 'a', uuid }), {}, {})).rejects.toMatchObject({
      code: 'DOM_EXIST',
      detail: "domain 'a' is already active",
    })
  })

  it('in the wrong state are refused', async () => {
    const { domains } = await openEngine(temporary())
    const off = await domains.define(nano({ name: 'a', uuid }), {})
    const invalid = (detail: string) => ({ code: 'OPERATION_INVALID', detail })
    const refused = [
      domains.suspend(off, {}),
      domains.resume(off, {}),
      domains.shutdown(off, {}, {}),
      domains.reboot(off, {}, {}),
    ]
    for (const each of refused) await expect(each).rejects.toMatchObject(invalid('domain is not running'))
    await expect(domains.destroy(off, {}, {})).rejects.toMatchObject(invalid('domain is not running'))
    const starts = await Promise.allSettled([domains.start(off, {}, {}), domains.start(off, {}, {})])
    expect(starts).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: invalid('domain is already running') },
    ])
    await expect(domains.resume(off, {})).rejects.toMatchObject(invalid('domain is already running'))
    const transient = await domains.create(nano({ name: 'b', uuid: other }), {}, {})
    await expect(domains.setAutostart(transient, true, {})).rejects.toMatchObject(
      invalid('cannot set autostart for transient domain'),
    )
    await expect(domains.undefine(transient, {}, {})).rejects.toMatchObject(
      invalid('cannot undefine transient domain'),
    )
  })

  it('for an unknown domain are refused', async () => {
    const { domains } = await openEngine(temporary())
    await expect(domains.lookupByName('x', {})).rejects.toMatchObject({
      message: "Domain not found: no domain with matching name 'x'",
    })
    await expect(domains.lookupById(7, {})).rejects.toMatchObject({
      message: 'Domain not found: no domain with matching id 7',
    })
    await expect(domains.info({ name: 'x', uuid }, {})).rejects.toMatchObject({
      message: `Domain not found: no domain with matching uuid '${uuid}' (x)`,
    })
  })
})

describe.skipIf(!peer('qemu'))('what may be missing at a start', () => {
  it('is left out of the run, not of the definition, and a drive is empty', async () => {
    const { domains, warnings } = await openEngine(temporary())
    const devices = `
      <disk type='file'><source file='/missing/disk.img' startupPolicy='optional'/><target dev='vda'/></disk>
      <disk type='file' device='cdrom'><source file='/missing/cd.iso' startupPolicy='optional'/><target dev='sda' bus='sata'/></disk>`
    const domain = await domains.define(nano({ name: 'a', uuid, devices }), {})
    await domains.start(domain, { paused: true }, {})
    const [live, defined] = await Promise.all(
      [false, true].map(async (inactive) => (await domains.config(domain, { inactive }, {})).devices?.disks),
    )
    expect(live?.map(({ target, source }) => [target.dev, source?.file])).toEqual([['sda', undefined]])
    expect(defined?.map(({ source }) => source?.file)).toEqual(['/missing/disk.img', '/missing/cd.iso'])
    expect(warnings).toEqual([
      "domain 'a' comes up without '/missing/disk.img' as 'vda'",
      "domain 'a' comes up without '/missing/cd.iso' as 'sda'",
    ])
  })
})

describe.skipIf(!peer('qemu'))('a start that fails leaves nothing behind', () => {
  it('without its disk', async () => {
    const root = temporary()
    const { domains } = await openEngine(root)
    const devices = "<disk type='file'><source file='/missing/disk.img'/><target dev='vda'/></disk>"
    const domain = await domains.define(nano({ name: 'a', uuid, devices }), {})
    await expect(domains.start(domain, {}, {})).rejects.toMatchObject({
      code: 'SYSTEM_ERROR',
      message: "Cannot access storage file '/missing/disk.img': No such file or directory",
    })
    expect(await domains.info(domain, {})).toMatchObject({ state: 'shutoff', reason: 'failed' })
    expect(runtimeOf(root)).toEqual([])
  })

  it('without a disk that must be there at the start', async () => {
    const { domains } = await openEngine(temporary())
    const devices = `<disk type='file'><source file='/missing/disk.img' startupPolicy='requisite'/><target dev='vda'/></disk>`
    await expect(domains.create(nano({ name: 'a', uuid, devices }), {}, {})).rejects.toMatchObject({
      code: 'SYSTEM_ERROR',
    })
  })

  it('without its emulator', async () => {
    const { domains } = await openEngine(temporary())
    const devices = '<emulator>/missing/qemu</emulator>'
    await expect(domains.create(nano({ name: 'a', uuid, devices }), {}, {})).rejects.toMatchObject({
      code: 'SYSTEM_ERROR',
      message: 'Cannot check QEMU binary /missing/qemu: No such file or directory',
    })
    expect(await domains.list({}, {})).toEqual([])
  })

  it('and tells what QEMU said', async () => {
    const root = temporary()
    const { domains } = await openEngine(root)
    const config = { ...nano({ name: 'a', uuid }), qemuCommandline: { args: ['-nonsense'] } }
    await expect(domains.create(config, {}, {})).rejects.toMatchObject({
      code: 'OPERATION_FAILED',
      message: expect.stringMatching(
        /process exited while connecting to monitor: .*-nonsense: invalid option$/s,
      ) as string,
    })
    expect(await domains.list({}, {})).toEqual([])
    await until(() => runtimeOf(root).length === 0, 'its traces are gone')
    expect(readFileSync(join(root, 'log/a.log'), 'utf8')).toMatch(
      /starting up: .*shutting down, reason=failed/s,
    )
  })

  it('when QEMU hangs', async () => {
    const root = temporary()
    const { domains } = await openEngine(root, { startTimeout: 300 })
    const emulator = fakeEmulator(root, 'exec sleep 60')
    const config = nano({ name: 'a', uuid, devices: `<emulator>${emulator}</emulator>` })
    await expect(domains.create(config, {}, {})).rejects.toMatchObject({ code: 'OPERATION_TIMEOUT' })
    expect(await domains.list({}, {})).toEqual([])
  })

  it('when its caller leaves, or somebody destroys it meanwhile', async () => {
    const root = temporary()
    const { domains, events } = await openEngine(root)
    const emulator = fakeEmulator(root, 'exec sleep 60')
    const config = nano({ name: 'a', uuid, devices: `<emulator>${emulator}</emulator>` })
    const domain = await domains.define(config, {})
    const left = domains.start(domain, {}, { signal: AbortSignal.timeout(300) })
    await expect(left).rejects.toMatchObject({ name: 'TimeoutError' })
    const start = domains.start(domain, {}, {})
    const outcome = expect(start).rejects.toMatchObject({ code: 'OPERATION_FAILED' })
    await until(() => runtimeOf(root).length === 1, 'it is being started')
    await until(
      () =>
        domains.destroy(domain, {}, {}).then(
          () => true,
          () => false,
        ),
      'it is destroyed',
    )
    await outcome
    expect(lifecycle(events)).toEqual(['defined added'])
  })
})

describe.skipIf(!peer('qemu'))('a new engine on the same directories', () => {
  it('finds the guests again, and those that died meanwhile off', async () => {
    const root = temporary()
    const first = await openEngine(root)
    await first.domains.define(nano({ name: 'a', uuid }), {})
    await first.domains.start({ name: 'a', uuid }, {}, {})
    await first.domains.create(nano({ name: 'b', uuid: other }), {}, {})
    await first.domains.suspend({ name: 'b', uuid: other }, {})
    await first.engine.close()

    const second = await openEngine(root)
    const rows = await second.domains.list({}, {})
    expect(rows.map(({ name, id, state, reason }) => [name, id, state, reason])).toEqual([
      ['a', 1, 'running', 'booted'],
      ['b', 2, 'paused', 'user'],
    ])
    await second.domains.resume({ name: 'b', uuid: other }, {})
    await second.domains.destroy({ name: 'b', uuid: other }, {}, {})
    expect(lifecycle(second.events)).toEqual(['resumed unpaused', 'stopped destroyed'])
    await second.engine.close()

    killGuests(root)
    const third = await openEngine(root)
    expect(await third.domains.info({ name: 'a', uuid }, {})).toMatchObject({
      state: 'shutoff',
      reason: 'crashed',
    })
    const next = await third.domains.start({ name: 'a', uuid }, {}, {})
    expect(next.id).toBeGreaterThan(0)
  })

  it('waits for a guest that is stuck, and can end it', async () => {
    const root = temporary()
    const first = await openEngine(root)
    const domain = await first.domains.create(nano({ name: 'a', uuid }), {}, {})
    process.kill(runtimeOf(root)[0]!.process!.pid, 'SIGSTOP')
    await first.engine.close()
    const second = await openEngine(root, { destroyTimeout: 100 })
    expect(await second.domains.info(domain, {})).toMatchObject({ state: 'running', id: 1 })
    await second.domains.destroy(domain, {}, {})
    expect(await second.domains.list({}, {})).toEqual([])
  })

  it('is not held up by a guest that is stuck, whose calls end in time, and which comes back', async () => {
    const root = temporary()
    const { domains } = await openEngine(root, { commandTimeout: 2000 })
    const stuck = await domains.create(nano({ name: 'stuck', uuid }), {}, {})
    const free = await domains.create(nano({ name: 'free', uuid: other }), {}, {})
    const { pid } = runtimeOf(root).find(({ name }) => name === 'stuck')!.process!
    process.kill(pid, 'SIGSTOP')
    const late = expect(domains.suspend(stuck, {})).rejects.toMatchObject({ code: 'OPERATION_TIMEOUT' })
    await domains.suspend(free, {})
    await domains.resume(free, {})
    expect(await domains.info(stuck, {})).toMatchObject({ state: 'running' })
    await late
    process.kill(pid, 'SIGCONT')
    await until(async () => (await domains.info(stuck, {})).state === 'paused', 'the late command is obeyed')
    await domains.resume(stuck, {})
    expect(await domains.info(stuck, {})).toMatchObject({ state: 'running' })
  })

  it('notices the end of a guest that it found', async () => {
    const root = temporary()
    const first = await openEngine(root)
    await first.domains.create(nano({ name: 'a', uuid }), {}, {})
    await first.engine.close()
    const second = await openEngine(root)
    killGuests(root)
    await until(() => lifecycle(second.events).includes('stopped crashed'), 'the crash is noticed')
    expect(await second.domains.list({}, {})).toEqual([])
  })

  it('sets torn and foreign files aside and serves the rest', async () => {
    const root = temporary()
    const first = await openEngine(root)
    await first.domains.define(nano({ name: 'a', uuid }), {})
    await first.engine.close()
    writeFileSync(join(root, 'etc/torn.xml'), '<domain><name>torn')
    writeFileSync(join(root, 'etc/empty.xml'), '')
    writeFileSync(join(root, 'etc/other.xml'), readFileSync(join(root, 'etc/a.xml')))
    writeFileSync(join(root, 'run/torn.json'), '{')
    const second = await openEngine(root)
    expect((await second.domains.list({}, {})).map(({ name }) => name)).toEqual(['a'])
    expect(second.warnings).toHaveLength(4)
    expect(readdirSync(join(root, 'etc')).sort()).toEqual([
      'a.xml',
      'autostart',
      'empty.xml.broken',
      'networks',
      'other.xml.broken',
      'torn.xml.broken',
    ])
  })

  it('removes what was being saved of a guest that is gone', async () => {
    const root = temporary()
    const first = await openEngine(root)
    await first.engine.close()
    const left = [`save/.${uuid}.save.0123456789ab.part`, `run/${uuid}.mig`].map((file) => join(root, file))
    for (const file of left) writeFileSync(file, '')
    const image = join(root, `save/${uuid}.save`)
    writeFileSync(image, '')
    await openEngine(root)
    expect([...left, image].map((file) => existsSync(file))).toEqual([false, false, true])
  })

  it('removes it too when a record tells of that guest', async () => {
    const root = temporary()
    const first = await openEngine(root)
    await first.domains.create(nano({ name: 'a', uuid }), {}, {})
    const [record] = runtimeOf(root)
    await first.engine.close()
    const left = join(root, `save/.${uuid}.save.0123456789ab.part`)
    writeFileSync(left, '')
    const task = { kind: 'save', resume: true, temporary: left, committing: false }
    writeFileSync(join(root, `run/${uuid}.json`), JSON.stringify({ ...record, task }))
    killProcess(record!.process!.pid)
    await openEngine(root)
    await until(() => !existsSync(left), 'it is removed')
  })

  it('ignores a second definition of one uuid', async () => {
    const root = temporary()
    const first = await openEngine(root)
    await first.domains.define(nano({ name: 'a', uuid }), {})
    await first.engine.close()
    const text = readFileSync(join(root, 'etc/a.xml'), 'utf8')
    const copy = text.replace('<name>a</name>', '<name>b</name><title>another</title>')
    writeFileSync(join(root, 'etc/b.xml'), copy)
    const second = await openEngine(root)
    expect((await second.domains.list({}, {})).map(({ name }) => name)).toEqual(['a'])
    expect(second.warnings).toEqual(["definition of 'b' is ignored: it has no uuid, or that of another"])
  })

  it('is refused while the old one lives', async () => {
    const root = temporary()
    await openEngine(root)
    await expect(QemuEngine.open({ layout: embedLayout(root) })).rejects.toMatchObject({
      code: 'RESOURCE_BUSY',
    })
  })
})
