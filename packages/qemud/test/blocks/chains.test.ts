import { execFileSync } from 'node:child_process'
import { copyFileSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { withChain } from '../../src/blocks/find-chains.js'
import { nano, openEngine, uuids } from '../support/engine.js'
import { diskOf, diskXml, makeImage, pathsOf, qemuImg } from '../support/images.js'
import { temporary } from '../support/temporary.js'

const there = peer('qemu') && peer('qemu-img')

describe.skipIf(!there)('the chain of a disk', () => {
  it('is what the images say, to its end', async () => {
    const root = temporary()
    const raw = join(root, 'base.raw')
    qemuImg('create', '-q', '-f', 'raw', raw, '1M')
    const middle = makeImage(join(root, 'middle'), '', { path: 'base.raw', format: 'raw' })
    const top = makeImage(join(root, 'top'), '', { path: middle, format: 'qcow2' })
    expect((await withChain(diskOf(top))).backingStore).toEqual({
      type: 'file',
      format: { type: 'qcow2' },
      source: { file: middle },
      backingStore: { type: 'file', format: { type: 'raw' }, source: { file: raw }, backingStore: {} },
    })
  })

  it('ends where the description says so', async () => {
    const root = temporary()
    const base = makeImage(join(root, 'base'), '1M')
    const top = makeImage(join(root, 'top'), '', { path: base, format: 'qcow2' })
    const disk = { ...diskOf(top), backingStore: {} }
    expect(await withChain(disk)).toEqual(disk)
  })

  it('of a raw disk is the disk, whatever the guest has written into it', async () => {
    const root = temporary()
    const top = makeImage(join(root, 'top'), '', {
      path: makeImage(join(root, 'base'), '1M'),
      format: 'qcow2',
    })
    expect((await withChain(diskOf(top, 'raw'))).backingStore).toEqual({})
  })

  it.each([
    ['nbd://10.0.0.1/secret', 'CONFIG_UNSUPPORTED'],
    [`json:{"driver":"nbd"}`, 'CONFIG_UNSUPPORTED'],
    ['/no/such/image', 'SYSTEM_ERROR'],
    ['image', 'CONFIG_UNSUPPORTED'],
  ])('is not followed to %s', async (name, code) => {
    const image = makeImage(join(temporary(), 'image'), '1M')
    qemuImg('rebase', '-u', '-f', 'qcow2', '-b', name, '-F', 'qcow2', image)
    await expect(withChain(diskOf(image))).rejects.toMatchObject({ code })
  })

  it('is not followed to a pipe or a device', async () => {
    const root = temporary()
    const image = makeImage(join(root, 'image'), '1M')
    execFileSync('mkfifo', [join(root, 'pipe')])
    for (const name of ['pipe', '/dev/zero']) {
      qemuImg('rebase', '-u', '-f', 'qcow2', '-b', name, '-F', 'qcow2', image)
      await expect(withChain(diskOf(image))).rejects.toMatchObject({ code: 'CONFIG_UNSUPPORTED' })
    }
    await expect(withChain(diskOf(join(root, 'pipe')))).rejects.toMatchObject({ code: 'SYSTEM_ERROR' })
  })

  it('is what can be read of an image that is cut off or spoilt', async () => {
    const root = temporary()
    const whole = readFileSync(
      makeImage(join(root, 'top'), '', { path: makeImage(join(root, 'base'), '1M'), format: 'qcow2' }),
    )
    const spoilt = join(root, 'spoilt')
    for (const length of [0, 71, 72, 79, 103]) {
      writeFileSync(spoilt, whole.subarray(0, length))
      expect((await withChain(diskOf(spoilt))).backingStore).toEqual({})
    }
    whole.writeBigUInt64BE(2n ** 63n, 8)
    writeFileSync(spoilt, whole)
    await expect(withChain(diskOf(spoilt))).rejects.toMatchObject({ code: 'CONFIG_UNSUPPORTED' })
  })

  it('is not guessed where an image does not tell the format of the one below', async () => {
    const root = temporary()
    const base = makeImage(join(root, 'base'), '1M')
    const top = makeImage(join(root, 'top'), '', { path: base, format: 'qcow2' })
    const bytes = readFileSync(top)
    const at = bytes.indexOf(Buffer.from([0xe2, 0x79, 0x2a, 0xca]))
    bytes.writeUInt32BE(0x1234_5678, at)
    writeFileSync(top, bytes)
    await expect(withChain(diskOf(top))).rejects.toMatchObject({
      code: 'OPERATION_INVALID',
      message: expect.stringContaining('was not specified in the image metadata') as string,
    })
  })

  it('is not one whose data is elsewhere, and a torn header names nothing', async () => {
    const root = temporary()
    const image = join(root, 'image')
    qemuImg('create', '-q', '-f', 'qcow2', '-o', `data_file=${join(root, 'data')}`, image, '1M')
    await expect(withChain(diskOf(image))).rejects.toMatchObject({ code: 'CONFIG_UNSUPPORTED' })
    const torn = join(root, 'torn')
    copyFileSync(makeImage(join(root, 'whole'), '1M'), torn)
    writeSync(openSync(torn, 'r+'), Buffer.from('torn'), 0, 4, 0)
    expect((await withChain(diskOf(torn))).backingStore).toEqual({})
  })

  it('is shown while the domain runs, with the numbers of its nodes, and not kept in the definition', async () => {
    const root = temporary()
    const base = makeImage(join(root, 'base'), '1M')
    const top = makeImage(join(root, 'top'), '', { path: base, format: 'qcow2' })
    const { domains } = await openEngine(root)
    const domain = await domains.define(nano({ name: 'a', uuid: uuids[0], devices: diskXml(top) }), {})
    await domains.start(domain, { paused: true }, {})
    const [disk] = (await domains.config(domain, {}, {})).devices?.disks ?? []
    expect(pathsOf(disk)).toEqual([top, base])
    expect([disk?.source?.index, disk?.backingStore?.index]).toEqual([1, 2])
    const [defined] = (await domains.config(domain, { inactive: true }, {})).devices?.disks ?? []
    expect(defined?.backingStore).toBeUndefined()
  })
})
