import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { openEngine, until } from '../support/engine.js'
import { diskDomain, holds, jobEvents } from '../support/disk-domain.js'
import { pathsOf, qemuImg } from '../support/images.js'

const there = peer('qemu') && peer('qemu-img')

/** Seen from outside: whoever opened the image to find out would keep it from the other. */
function hasOpen(pid: number, image: string): boolean {
  return readdirSync(`/proc/${pid}/fd`).some((file) => {
    try {
      return realpathSync(`/proc/${pid}/fd/${file}`) === image
    } catch {
      return false
    }
  })
}

const slow = { bandwidth: 1024, background: true }

describe.skipIf(!there)('the images of a running domain', () => {
  it('grow', async () => {
    const { domains, domain, images } = await diskDomain()
    await domains.blockResize(domain, 'vda', 8 * 1024 * 1024 + 1, {})
    const info = JSON.parse(qemuImg('info', '-U', '--output=json', images[0]!)) as Record<string, unknown>
    expect(info['virtual-size']).toBe(8 * 1024 * 1024 + 512)
  })

  it('are watched: who writes beyond a threshold is told of, once', async () => {
    const { domains, domain, images, events } = await diskDomain(2)
    const arm = (disk: string, threshold: number): Promise<void> =>
      domains.setBlockThreshold(domain, disk, threshold, {})
    await arm('vda', 1024 * 1024)
    const armed = async (): Promise<number | undefined> =>
      (await domains.stats([domain], { blocks: true }, {}))[0]?.blocks?.[0]?.threshold
    expect(await armed()).toBe(1024 * 1024)
    const write = 'qemu-io -d virtio-disk0/virtio-backend "write 0 2M"'
    await domains.monitorCommand(domain, write, { hmp: true }, {})
    const told = (): unknown[] => events.filter(({ type }) => type === 'blockThreshold')
    await until(() => told().length === 1, 'it is told')
    expect(told()).toMatchObject([{ disk: 'vda', path: images[0], threshold: 1024 * 1024 }])
    expect(await armed()).toBeUndefined()
    await arm('vda[2]', 4096)
    await expect(arm('vda[7]', 1)).rejects.toMatchObject({ code: 'INVALID_ARG' })
    await expect(arm('vdz', 1)).rejects.toMatchObject({ code: 'INVALID_ARG' })
  })

  it('are pulled into the topmost, down to a base or all', async () => {
    const { domains, domain, images, disk, events } = await diskDomain(3)
    const [top = '', , bottom = ''] = images
    await domains.blockPull(domain, 'vda', { base: bottom }, {})
    expect(pathsOf(await disk())).toEqual([top, bottom])
    await domains.blockPull(domain, top, {}, {})
    expect(pathsOf(await disk())).toEqual([top])
    expect(await domains.blockJobInfo(domain, 'vda', {})).toBeNull()
    await domains.destroy(domain, {}, {})
    expect([1, 2, 3].map((value) => holds(top, value, value - 1))).toEqual([true, true, true])
    expect(jobEvents(events)).toEqual(['pull completed', 'pull completed'])
  })

  it('are committed downwards, and removed if that is wanted', async () => {
    const { domains, domain, images, disk, events, warnings } = await diskDomain(3)
    const [top = '', middle = '', bottom = ''] = images
    await domains.blockCommit(domain, 'vda', { top: 'vda[2]', base: 'vda[3]', delete: true }, {})
    expect(pathsOf(await disk())).toEqual([top, bottom])
    expect(existsSync(middle)).toBe(false)
    await domains.destroy(domain, {}, {})
    expect(holds(bottom, 2, 1)).toBe(true)
    expect([jobEvents(events), warnings]).toEqual([['commit completed'], []])
  })

  it('are committed while the guest writes, which then goes on with the base, as does its definition', async () => {
    const { domains, domain, images, disk, events } = await diskDomain(2)
    const [, bottom = ''] = images
    await expect(domains.blockCommit(domain, 'vda', {}, {})).rejects.toMatchObject({ code: 'INVALID_ARG' })
    await domains.blockCommit(domain, 'vda', { active: true }, {})
    expect((await disk())?.mirror).toMatchObject({ job: 'active-commit', ready: 'yes' })
    expect(await domains.blockJobInfo(domain, 'vda', {})).toMatchObject({ type: 'activeCommit', ready: true })
    await domains.blockJobAbort(domain, 'vda', { pivot: true }, {})
    expect(pathsOf(await disk())).toEqual([bottom])
    expect((await disk(true))?.source?.file).toBe(bottom)
    expect((await disk())?.mirror).toBeUndefined()
    expect(holds(bottom, 1, 0)).toBe(true)
    expect(jobEvents(events)).toEqual(['activeCommit ready', 'activeCommit completed'])
  })

  it('are copied: the guest goes on with the copy, or stays', async () => {
    const { domains, domain, root, images, disk, events } = await diskDomain(2)
    const [top = '', bottom = ''] = images
    const [whole, shallow] = [join(root, 'whole'), join(root, 'shallow')]
    await domains.blockCopy(domain, 'vda', { path: whole }, { finish: true }, {})
    expect(pathsOf(await disk())).toEqual([top, bottom])
    expect([holds(whole, 1, 0), holds(whole, 2, 1)]).toEqual([true, true])
    expect(statSync(whole).mode & 0o777).toBe(0o600)
    await domains.blockCopy(domain, 'vda', { path: shallow }, { shallow: true, pivot: true }, {})
    expect(pathsOf(await disk())).toEqual([shallow, bottom])
    expect((await disk(true))?.source?.file).toBe(shallow)
    expect(holds(shallow, 2, 1)).toBe(true)
    expect(jobEvents(events)).toEqual(['copy ready', 'copy completed', 'copy ready', 'copy completed'])
    await domains.destroy(domain, {}, {})
    await domains.start(domain, { paused: true }, {})
    expect(pathsOf(await disk())).toEqual([shallow, bottom])
  })

  it('are copied with progress, at a given pace, until that is canceled', async () => {
    const { domains, domain, root, disk, events } = await diskDomain(4)
    const controller = new AbortController()
    let seen = 0
    const copy = domains.blockCopy(
      domain,
      'vda',
      { path: join(root, 'copy') },
      { bandwidth: 32 },
      {
        signal: controller.signal,
        progress: ({ total }) => (seen = total),
      },
    )
    await until(() => seen > 0, 'progress')
    await domains.blockJobSetSpeed(domain, 'vda', 16, {}) // to be quicker would wake it up, and it has little to do
    expect(await domains.blockJobInfo(domain, 'vda', {})).toMatchObject({
      type: 'copy',
      bandwidth: 16,
      ready: false,
    })
    await expect(domains.blockPull(domain, 'vda', {}, {})).rejects.toMatchObject({ code: 'OPERATION_FAILED' })
    await expect(domains.blockJobAbort(domain, 'vda', { pivot: true }, {})).rejects.toMatchObject({
      code: 'OPERATION_INVALID',
    })
    controller.abort()
    await expect(copy).rejects.toMatchObject({ code: 'OPERATION_ABORTED' })
    expect((await disk())?.mirror).toBeUndefined()
    expect(jobEvents(events)).toEqual(['copy canceled'])
    await expect(domains.blockJobAbort(domain, 'vda', {}, {})).rejects.toMatchObject({
      code: 'OPERATION_INVALID',
    })
  })

  it('are not copied over a file that is there', async () => {
    const { domains, domain, images } = await diskDomain(2)
    await expect(domains.blockCopy(domain, 'vda', { path: images[1]! }, {}, {})).rejects.toMatchObject({
      code: 'INVALID_ARG',
    })
    expect(existsSync(images[1]!)).toBe(true)
  })

  it('have jobs that outlive the engine', async () => {
    const { domains, domain, root, engine } = await diskDomain(2)
    const copy = join(root, 'copy')
    await domains.blockCopy(domain, 'vda', { path: copy }, { ...slow }, {})
    await engine.close()
    const next = await openEngine(root)
    await until(async () => (await next.domains.blockJobInfo(domain, 'vda', {}))?.type === 'copy', 'the job')
    await next.domains.blockJobSetSpeed(domain, 'vda', 0, {})
    await until(async () => (await next.domains.blockJobInfo(domain, 'vda', {}))?.ready === true, 'readiness')
    await next.domains.blockJobAbort(domain, 'vda', { pivot: true }, {})
    const [disk] = (await next.domains.config(domain, {}, {})).devices?.disks ?? []
    expect(pathsOf(disk)).toEqual([copy])
    expect(jobEvents(next.events)).toEqual(['copy ready', 'copy completed'])
  })

  it('are those that QEMU goes on with, also where nobody could write down that a commit was done', async () => {
    const { domains, domain, root, images, engine } = await diskDomain(3)
    const record = join(root, 'run', `${domain.uuid}.json`)
    const before = readFileSync(record)
    await domains.blockCommit(domain, 'vda', { active: true, pivot: true }, {})
    await engine.close()
    writeFileSync(record, before)
    const next = await openEngine(root)
    const [disk] = (await next.domains.config(domain, {}, {})).devices?.disks ?? []
    expect(pathsOf(disk)).toEqual(images.slice(-1))
  })

  it('have jobs that another engine brings to the end that was wanted', async () => {
    const { domains, domain, root, images, engine } = await diskDomain(2)
    const wanted = { active: true, pivot: true, delete: true, bandwidth: 1 }
    domains.blockCommit(domain, 'vda', wanted, {}).catch(() => undefined)
    await until(
      async () => (await domains.blockJobInfo(domain, 'vda', {}))?.type === 'activeCommit',
      'the job',
    )
    await engine.close()
    const next = await openEngine(root)
    await until(async () => (await next.domains.blockJobInfo(domain, 'vda', {})) !== null, 'the job again')
    await next.domains.blockJobSetSpeed(domain, 'vda', 0, {})
    await until(() => !existsSync(images[0]!), 'the end')
    const [disk] = (await next.domains.config(domain, {}, {})).devices?.disks ?? []
    expect(pathsOf(disk)).toEqual([images[1]])
    expect(next.warnings).toEqual([])
  })

  it('are left to the qemu-img that a killed engine has left behind, until it ends', async () => {
    const { domain, root, images, engine } = await diskDomain(1, false)
    await engine.close()
    const left = spawn('qemu-img', ['bench', '-w', '-c', '100000000', '-f', 'qcow2', images[0]!])
    onTestFinished(() => void left.kill('SIGKILL'))
    await until(() => hasOpen(left.pid!, images[0]!), 'it has the image')
    const { domains } = await openEngine(root)
    const started = domains.start(domain, {}, {})
    const first = await Promise.race([started.then(() => 'started'), sleep(500, 'waiting')])
    left.kill('SIGKILL')
    await started
    expect(first).toBe('waiting')
    expect((await domains.info(domain, {})).state).toBe('running')
  })

  it('have jobs whose end was seen by nobody', async () => {
    const { domains, domain, root, images, engine } = await diskDomain(2)
    await domains.blockPull(domain, 'vda', { bandwidth: 65_536, background: true }, {})
    await engine.close()
    const next = await openEngine(root)
    await next.domains.blockJobSetSpeed(domain, 'vda', 0, {}).catch(() => undefined)
    await until(async () => (await next.domains.blockJobInfo(domain, 'vda', {})) === null, 'the end')
    const [disk] = (await next.domains.config(domain, {}, {})).devices?.disks ?? []
    expect(pathsOf(disk)).toEqual([images[0]])
  })
})
