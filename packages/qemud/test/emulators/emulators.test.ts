import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defaultMachine, hasType, machineOf } from '../../src/emulators/emulator.js'
import { Emulators } from '../../src/emulators/emulators.js'
import { hostArch } from '../../src/emulators/architectures.js'
import { peer } from '../../../../tools/peers.mjs'

let root: string
let bin: string
let cacheDirectory: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'virt-emulators-'))
  bin = join(root, 'bin')
  cacheDirectory = join(root, 'cache')
  await mkdir(bin)
})
afterEach(() => rm(root, { recursive: true }))

async function script(name: string, body: string): Promise<string> {
  const path = join(bin, name)
  await writeFile(path, `#!/bin/sh\n${body}\n`)
  await chmod(path, 0o755)
  return path
}

const broken = 'echo "error while loading shared libraries: libfoo.so.1" >&2; exit 127'

describe('on a host without emulators', () => {
  test('finding one says what is not installed', async () => {
    await expect(new Emulators({ path: bin }).find({ arch: 'aarch64' })).rejects.toMatchObject({
      code: 'CONFIG_UNSUPPORTED',
      detail: "no emulator for architecture 'aarch64': qemu-system-aarch64 is not installed",
    })
  })

  test('capabilities have a host and no guests', async () => {
    expect(await new Emulators({ path: bin }).capabilities()).toEqual({
      host: { cpu: { arch: hostArch() }, secmodels: [{ model: 'none', doi: '0' }] },
      guests: [],
    })
  })
})

describe('an emulator that does not work', () => {
  test('is left out with a diagnostic that says why', async () => {
    const path = await script('qemu-system-x86_64', broken)
    const told: string[] = []
    const emulators = new Emulators({ path: bin, onDiagnostic: ({ error }) => void told.push(error.message) })
    expect(await emulators.all()).toEqual([])
    expect(await emulators.all()).toEqual([])
    expect(told).toEqual([
      `internal error: Failed to probe QEMU binary with QMP: ${path}: error while loading shared libraries: libfoo.so.1`,
    ])
    expect(emulators.diagnostics).toHaveLength(1)
  })

  test('is an error when a domain names it', async () => {
    const path = await script('my-emulator', broken)
    await expect(new Emulators().find({ path })).rejects.toMatchObject({ code: 'INTERNAL_ERROR' })
  })

  test.each([
    ['missing', '/nonexistent/qemu', 'Cannot check QEMU binary /nonexistent/qemu: No such file or directory'],
    ['a directory', '/usr', 'QEMU binary /usr is not executable: Permission denied'],
    ['no executable', '/etc/passwd', 'QEMU binary /etc/passwd is not executable: Permission denied'],
  ])('is a coded error when it is %s', async (_, path, message) => {
    await expect(new Emulators().find({ path })).rejects.toMatchObject({ code: 'SYSTEM_ERROR', message })
  })
})

test.each(['qemu-system-', 'qemu-system-../x', 'qemu-system-pdp11', 'qemu-img'])(
  'a file called %j is no emulator',
  async (name) => {
    if (!name.includes('/')) await script(name, 'exit 1')
    expect(await new Emulators({ path: bin }).installed()).toEqual([])
  },
)

describe.skipIf(!peer('qemu'))('a real QEMU', () => {
  const path = '/usr/bin/qemu-system-x86_64'
  beforeEach(() => symlink(path, join(bin, 'qemu-system-x86_64')))

  test('tells its machines, devices and options', async () => {
    const emulator = await new Emulators().find({ arch: 'x86_64' })
    expect(emulator.arch).toBe('x86_64')
    expect(machineOf(emulator, 'q35')?.name).toMatch(/^pc-q35-/)
    expect(defaultMachine(emulator)?.alias).toBe('pc')
    expect(['virtio-blk-pci', 'rng-random', 'no-such-device'].map((type) => hasType(emulator, type))).toEqual(
      [true, true, false],
    )
    expect(emulator.cpuModels).toContain('qemu64')
    expect(emulator.options.get('name')?.has('debug-threads')).toBe(true)
  })

  test('is not the emulator of another architecture', async () => {
    await expect(new Emulators().find({ path, arch: 'aarch64' })).rejects.toMatchObject({
      detail: `Emulator '${path}' does not support arch 'aarch64'`,
    })
  })

  test('is refused for kvm where /dev/kvm cannot be used', async () => {
    const emulators = new Emulators({ kvmDevice: '/nonexistent/kvm' })
    await expect(emulators.find({ arch: 'x86_64', virtType: 'kvm' })).rejects.toMatchObject({
      code: 'CONFIG_UNSUPPORTED',
      detail: expect.stringMatching(/virt type 'kvm'|\/nonexistent\/kvm cannot be used/) as string,
    })
  })

  test('is in the capabilities with its machines, default first', async () => {
    const { guests } = await new Emulators({ path: bin, kvmDevice: '/nonexistent' }).capabilities()
    expect(guests).toHaveLength(1)
    const [{ arch, osType }] = guests as [NonNullable<typeof guests>[number]]
    expect({
      osType,
      ...arch,
      machines: arch.machines?.slice(0, 2).map(({ canonical }) => canonical),
    }).toEqual({
      osType: 'hvm',
      name: 'x86_64',
      wordsize: 64,
      emulator: join(bin, 'qemu-system-x86_64'),
      machines: [undefined, arch.machines?.[0]?.name],
      domains: [{ type: 'qemu' }],
    })
  })

  test('is asked once: the next process reads the cache', async () => {
    const options = { path: bin, cacheDirectory }
    const first = await new Emulators(options).find({ arch: 'x86_64' })
    const [file] = await readdir(cacheDirectory)
    const second = await new Emulators(options).find({ arch: 'x86_64' })
    expect(second).toEqual(first)
    expect(await readdir(cacheDirectory)).toEqual([file])
  })

  test('is asked again when its cache file is torn', async () => {
    const options = { path: bin, cacheDirectory }
    const first = await new Emulators(options).find({ arch: 'x86_64' })
    const file = join(cacheDirectory, (await readdir(cacheDirectory))[0]!)
    await truncate(file, 1000)
    expect(await new Emulators(options).find({ arch: 'x86_64' })).toEqual(first)
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ format: 3 })
  })

  test('does not wait for another emulator that hangs', async () => {
    await script('qemu-system-aarch64', 'exec sleep 5')
    const emulators = new Emulators({ path: bin })
    void emulators.all()
    expect((await emulators.find({ arch: 'x86_64' })).arch).toBe('x86_64')
  })

  test('that is started through a script is asked by every process', async () => {
    await rm(join(bin, 'qemu-system-x86_64'))
    await script('qemu-system-x86_64', `exec ${path} "$@"`)
    await new Emulators({ path: bin, cacheDirectory }).find({ arch: 'x86_64' })
    expect(await readdir(cacheDirectory).catch(() => [])).toEqual([])
  })
})
