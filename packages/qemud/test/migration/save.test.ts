import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JobCall, JobProgress } from '@virt/core/driver'
import { describe, expect, it } from 'vitest'
import { readyMarker } from '../../../../tools/guests/index.mjs'
import { peer } from '../../../../tools/peers.mjs'
import { lifecycle, nano, openEngine, until, uuids, type TestEngine } from '../support/engine.js'
import { temporary } from '../support/temporary.js'

const [uuid] = uuids
const ref = { name: 'a', uuid }

/** A guest that runs, and how often it has booted. */
async function running(root: string): Promise<TestEngine & { boots: () => number }> {
  const test = await openEngine(root)
  const log = join(root, 'serial.log')
  const source = `<source mode='bind' path='${join(root, 'serial')}'/>`
  const serial = `<serial type='unix'>${source}<log file='${log}' append='on'/></serial>`
  await test.domains.define(nano({ name: 'a', uuid, serial }), {})
  await test.domains.start(ref, {}, {})
  const boots = (): number => readFileSync(log, 'utf8').split(readyMarker).length - 1
  await until(() => existsSync(log) && boots() === 1, 'the guest is ready')
  return { ...test, boots }
}

describe.skipIf(!peer('qemu'))('a saved guest', () => {
  it.each(['raw', 'gzip', 'zstd'])(
    'continues where it was, from an image that is %s',
    async (compression) => {
      const root = temporary()
      const { domains, events, boots } = await running(root)
      const image = join(root, 'image')
      const seen: JobProgress[] = []
      const progress = (now: JobProgress): void => void seen.push(now)
      await domains.save(ref, image, { compression }, { progress })
      expect(seen.at(-1)?.processed).toBe(seen.at(-1)?.total)
      expect(statSync(image).mode & 0o777).toBe(0o600)
      expect(await domains.info(ref, {})).toMatchObject({ state: 'shutoff', reason: 'saved' })
      expect(await domains.saveImageConfig(image, {}, {})).toMatchObject(ref)

      await domains.restore(image, {}, {})
      expect(await domains.info(ref, {})).toMatchObject({ state: 'running', reason: 'restored', id: 2 })
      expect(boots()).toBe(1)
      expect(lifecycle(events).slice(2)).toEqual(['stopped saved', 'started restored'])
      expect(readdirSync(join(root, 'run')).filter((file) => /mig$/.test(file))).toEqual([])
      const console = await domains.openConsole(ref, {}, {})
      let said = ''
      console.on('data', (bytes: Buffer) => (said += bytes.toString()))
      console.write('ping\n')
      await until(() => said.includes('pong'), 'it answers')
    },
  )

  it('goes on when its file cannot be written', async () => {
    const { domains, events, boots } = await running(temporary())
    await expect(domains.save(ref, '/nowhere/image', {}, {})).rejects.toMatchObject({
      code: 'SYSTEM_ERROR',
      message: "Failed to create file '/nowhere/image': No such file or directory",
    })
    await expect(domains.save(ref, '/dev/full', {}, {})).rejects.toMatchObject({ code: 'OPERATION_FAILED' })
    await expect(domains.save(ref, '/nowhere/image', { compression: 'rar' }, {})).rejects.toMatchObject({
      code: 'INVALID_ARG',
    })
    expect(await domains.info(ref, {})).toMatchObject({ state: 'running', id: 1 })
    expect(boots()).toBe(1)
    expect(lifecycle(events)).toEqual(['defined added', 'started booted'])
  })

  it('is not restored from what is no whole image', async () => {
    const root = temporary()
    const { domains } = await running(root)
    const image = join(root, 'image')
    await domains.save(ref, image, {}, {})
    const bytes = readFileSync(image)
    const damaged = (name: string, change: (copy: Buffer) => Buffer): string => {
      const path = join(root, name)
      writeFileSync(path, change(Buffer.from(bytes)))
      return path
    }
    const cases: readonly [string, string][] = [
      [damaged('empty', () => Buffer.alloc(0)), 'image magic is incorrect'],
      [damaged('foreign', (copy) => copy.fill('x', 0, 8)), 'image magic is incorrect'],
      [
        damaged('newer', (copy) => (copy.writeUInt32LE(2, 8), copy)),
        'image version is not supported (2 > 1)',
      ],
      [damaged('damaged', (copy) => copy.fill('x', 40, 44)), 'its header is damaged'],
      [damaged('torn', (copy) => copy.subarray(0, -1)), 'it is not complete'],
      [root, 'it is not a regular file'],
    ]
    for (const [path, why] of cases)
      await expect(domains.restore(path, {}, {})).rejects.toMatchObject({
        code: 'OPERATION_FAILED',
        message: `operation failed: cannot use the image '${path}': ${why}`,
      })
    expect(await domains.info(ref, {})).toMatchObject({ state: 'shutoff', reason: 'saved' })
    await domains.restore(image, { paused: true }, {})
    await expect(domains.restore(image, {}, {})).rejects.toMatchObject({ code: 'DOM_EXIST' })
    expect(await domains.info(ref, {})).toMatchObject({ state: 'paused' })
  })

  it('is given another description, which the same guest continues with', async () => {
    const root = temporary()
    const { domains, boots } = await running(root)
    const image = join(root, 'image')
    await domains.save(ref, image, { compression: 'gzip' }, {})
    const config = await domains.saveImageConfig(image, { secure: true }, {})
    const before = readFileSync(image)
    const redefine = (change: object, call: JobCall = {}): Promise<void> =>
      domains.saveImageDefine(image, { ...config, ...change }, {}, call)
    await expect(redefine({ name: 'b' })).rejects.toMatchObject({
      code: 'CONFIG_UNSUPPORTED',
      message: "unsupported configuration: Target domain name 'b' does not match source 'a'",
    })
    await expect(redefine({ uuid: uuids[1] })).rejects.toMatchObject({ code: 'CONFIG_UNSUPPORTED' })
    await expect(redefine({ memory: config.memory * 2 })).rejects.toMatchObject({
      code: 'CONFIG_UNSUPPORTED',
    })
    const stop = new AbortController()
    const giveUp = { signal: stop.signal, progress: (): void => stop.abort(new Error('given up')) }
    await expect(redefine({ title: 'never' }, giveUp)).rejects.toThrow('given up')
    expect(readFileSync(image).equals(before)).toBe(true)

    const description = 'x'.repeat(5000)
    await redefine({ description })
    expect(statSync(image).mode & 0o777).toBe(0o600)
    expect(readdirSync(root).filter((file) => file.endsWith('.part'))).toEqual([])
    await domains.restore(image, {}, {})
    expect(boots()).toBe(1)
    expect(await domains.config(ref, {}, {})).toMatchObject({ description })
    expect(await domains.info(ref, {})).toMatchObject({ state: 'running', reason: 'restored' })
  })

  it('is seen as a job by others, who can stop it', async () => {
    const root = temporary()
    const { domains } = await running(root)
    const image = join(root, 'never')
    const stop = (): void => void domains.abortJob(ref, {}).catch(() => undefined)
    const saving = domains.save(ref, image, {}, { progress: stop })
    expect(await domains.jobInfo(ref, {})).toMatchObject({ operation: 'none' })
    await expect(saving).rejects.toMatchObject({ code: 'OPERATION_ABORTED' })
    expect(await domains.jobInfo(ref, {})).toMatchObject({ operation: 'none' })
    expect(readdirSync(root).filter((file) => file.includes('never'))).toEqual([])
    await until(async () => (await domains.info(ref, {})).state === 'running')
  })
})

describe.skipIf(!peer('qemu'))('a managed save', () => {
  it('outlives the engine, and is used up by the next start', async () => {
    const root = temporary()
    const { engine, domains, boots } = await running(root)
    await domains.managedSave(ref, {}, {})
    expect(readdirSync(join(root, 'save'))).toEqual([`${uuid}.save`])
    await expect(domains.undefine(ref, {}, {})).rejects.toMatchObject({ code: 'OPERATION_INVALID' })
    await engine.close()

    const next = await openEngine(root)
    expect(await next.domains.list({}, {})).toMatchObject([{ managedSave: true }])
    await next.domains.start(ref, {}, {})
    expect(boots()).toBe(1)
    expect(await next.domains.hasManagedSave(ref, {})).toBe(false)
    expect(readdirSync(join(root, 'save'))).toEqual([])
  })

  it('is left alone by who creates the domain from a description, which boots', async () => {
    const { domains, boots } = await running(temporary())
    const config = await domains.config(ref, { inactive: true }, {})
    await domains.managedSave(ref, {}, {})
    await domains.create(config, {}, {})
    await until(() => boots() === 2, 'it has booted')
    expect(await domains.info(ref, {})).toMatchObject({ state: 'running', reason: 'booted' })
    expect(await domains.hasManagedSave(ref, {})).toBe(true)
  })

  it('continues under the name that its domain has got since', async () => {
    const { domains } = await running(temporary())
    await domains.managedSave(ref, {}, {})
    await domains.rename(ref, 'b', {})
    await domains.start(ref, {}, {})
    expect(await domains.config(ref, {}, {})).toMatchObject({ name: 'b' })
  })

  it('that is damaged stops the start until it is forgotten', async () => {
    const root = temporary()
    const { domains, boots } = await running(root)
    await domains.managedSave(ref, {}, {})
    const file = join(root, 'save', `${uuid}.save`)
    truncateSync(file, 5000)
    await expect(domains.start(ref, {}, {})).rejects.toMatchObject({ code: 'OPERATION_FAILED' })
    expect(await domains.hasManagedSave(ref, {})).toBe(true)
    await domains.start(ref, { forceBoot: true }, {})
    await until(() => boots() === 2, 'it has booted')
    expect(await domains.hasManagedSave(ref, {})).toBe(false)
  })
})

describe.skipIf(!peer('qemu'))('a core dump', () => {
  it.each([
    ['elf', '\x7fELF'],
    ['kdump-zlib', 'makedumpfile'],
  ])('of memory only is %s', async (format, magic) => {
    const root = temporary()
    const { domains } = await running(root)
    const core = join(root, 'core')
    const seen: JobProgress[] = []
    await domains.coreDump(
      ref,
      core,
      { memoryOnly: true, format },
      { progress: (now) => void seen.push(now) },
    )
    expect(readFileSync(core).subarray(0, magic.length).toString('latin1')).toBe(magic)
    expect(statSync(core).mode & 0o777).toBe(0o600)
    expect(seen.at(-1)?.total).toBeGreaterThan(32 * 1024 * 1024)
    expect(await domains.info(ref, {})).toMatchObject({ state: 'running', id: 1 })
  })
})
