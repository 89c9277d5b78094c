import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open } from '@virt/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { onTest, virt, type Ran } from './run.js'

let directory = ''
beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'virt-cli-'))))
afterEach(() => rm(directory, { recursive: true }))

const inDirectory = (script: string, env: NodeJS.ProcessEnv = {}): Promise<Ran> =>
  virt(['-c', 'test:///default', script], { cwd: directory, env })

const small = `<domain type='test'>
  <name>small</name>
  <uuid>11111111-2222-3333-4444-555555555555</uuid>
  <memory unit='KiB'>65536</memory>
  <vcpu>1</vcpu>
  <os><type>hvm</type></os>
</domain>
`

describe('the life of a domain', () => {
  it('in virsh’s words', async () => {
    await writeFile(join(directory, 'small.xml'), small)
    const { status, merged } =
      await inDirectory(`define small.xml; start small; suspend small; domstate small --reason
      resume small; reboot small; shutdown small; start small; destroy small; autostart small; undefine small; list --all`)
    expect({ status, merged }).toEqual({
      status: 0,
      merged: `Domain 'small' defined from small.xml

Domain 'small' started

Domain 'small' suspended

paused (user)

Domain 'small' resumed

Domain 'small' is being rebooted

Domain 'small' is being shutdown

Domain 'small' started

Domain 'small' destroyed

Domain 'small' marked as autostarted

Domain 'small' has been undefined

 Id   Name   State
----------------------
 1    test   running

`,
    })
  })

  it('renamed and described', async () => {
    const { status, merged } = await inDirectory(`destroy test; domrename test other; desc other
      desc other Some words; desc other; desc other --title A title; metadata other urn:x --key x --set <a><b/></a>
      metadata other urn:x; metadata other urn:x --remove`)
    expect({ status, merged }).toEqual({
      status: 0,
      merged: `Domain 'test' destroyed

Domain successfully renamed

No description for domain: other
Domain description updated successfully

Some words

Domain title updated successfully

Metadata modified

<a>
  <b/>
</a>

Metadata removed

`,
    })
  })

  it('saved and restored', async () => {
    expect((await inDirectory('save test image; restore image; domstate test; dump test core')).merged).toBe(
      `
Domain 'test' saved to image

Domain restored from image

running


Domain 'test' dumped to core

`,
    )
    expect((await stat(join(directory, 'core'))).isFile()).toBe(true)
  })

  it('tells how far a job is, when asked to', async () => {
    const { stderr } = await inDirectory('save test image --verbose')
    expect(stderr).toMatch(/^(?:\rSave: \[[ \d]{2}\d %\])*\rSave: \[100 %\]\n$/)
  })

  it('-q leaves out confirmations and empty lines', async () =>
    expect(await onTest('-q', 'suspend test; domstate test')).toMatchObject({
      status: 0,
      stdout: 'paused\n',
      stderr: '',
    }))
})

describe('errors', () => {
  it.each([
    ['dominfo nothing', "error: failed to get domain 'nothing'\n"],
    [
      'net-start nothing',
      "error: failed to get network 'nothing'\nerror: Network not found: no network with matching name 'nothing'\n",
    ],
    ['start test', 'error: Domain is already active\n'],
    ['define nowhere.xml', "error: Failed to open file 'nowhere.xml': No such file or directory\n"],
    ['list --format yaml', "error: unknown format 'yaml': expected table, json or tsv\n"],
    ['list --name --uuid --table', 'error: Options --table and --name are mutually exclusive\n'],
    ['setvcpus test 2 --live --current', 'error: Options --current and --live are mutually exclusive\n'],
    ['cd /', 'error: cd: command valid only in interactive mode\n'],
    ['event', 'error: one of --list, --all, or --event <type> is required\n'],
    ['event --event birth', 'error: unknown event type birth\n'],
    ['attach-disk test a vda --mode odd', "error: No support for odd in command 'attach-disk'\n"],
  ])('%s', async (script, stderr) => expect(await inDirectory(script)).toMatchObject({ status: 1, stderr }))

  it('the cause follows the failure', async () => {
    await writeFile(join(directory, 'bad.xml'), '<domain')
    const { stderr } = await inDirectory('define bad.xml')
    expect(stderr.split('\n')[0]).toBe('error: Failed to define domain from bad.xml')
    expect(stderr.split('\n')[1]).toMatch(/^error: /)
  })

  it('a scheme without driver', async () => {
    const { status, stderr } = await virt(['-c', 'nosuch:///x', 'echo', 'a'])
    expect(status).toBe(1)
    expect(stderr).toMatch(
      /^error: failed to connect to the hypervisor\nerror: no connection driver available for .*nosuch.*\n$/,
    )
  })

  it('a change on a read-only connection', async () => {
    const { status, stderr } = await virt(['-r', '-c', 'test:///default', 'destroy', 'test'])
    expect(status).toBe(1)
    expect(stderr).toMatch(/^error: Failed to destroy domain 'test'\nerror: operation forbidden: .*read only/)
  })

  it('the status is that of the last command', async () => {
    expect((await onTest('domid nothing; domid test')).status).toBe(0)
    expect((await onTest('domid test; domid nothing')).status).toBe(1)
  })

  it('no command runs when one cannot be read', async () =>
    expect(await onTest('echo a; echo "b')).toMatchObject({ status: 1, merged: 'error: missing "\n' }))
})

describe('data for programs', () => {
  it.each([
    ['list', [{ id: 1, name: 'test', uuid: expect.any(String) as string, state: 'running' }]],
    ['net-list', [{ name: 'default', active: true, persistent: true, autostart: false }]],
    ['dominfo test', { name: 'test', osType: 'linux', state: 'running', vcpus: 2, id: 1 }],
    ['domstate test', { state: 'running' }],
    ['nodeinfo', { model: 'i686', cpus: 16, threads: 2 }],
    [
      'vcpuinfo test',
      [
        { number: 0, state: 'running' },
        { number: 1, state: 'running' },
      ],
    ],
    ['vcpupin test 1', [{ vcpu: 1, affinity: Array.from({ length: 16 }, (_, cpu) => cpu) }]],
    ['vcpucount test --live --maximum', { kind: 'maximum', of: 'live', count: 2 }],
    ['domstats test --state', [{ name: 'test', 'state.state': 1 }]],
    ['domblklist test', [{ target: 'vda', source: '/guest/diskimage1' }]],
    ['domiflist test', [{ type: 'network', source: 'default' }]],
    ['schedinfo test', { scheduler: 'fair', weight: 50 }],
    ['channels', [{ driver: 'test', status: 'open' }]],
  ])('%s --format json', async (script, expected) => {
    const { status, stdout } = await onTest('-q', `${script} --format json`)
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject(expected)
  })

  it('tab-separated', async () =>
    expect((await onTest('-q', 'net-list --format tsv')).stdout).toMatch(
      /^name\tuuid\tactive\tpersistent\tautostart\tbridge\ndefault\t[-0-9a-f]{36}\ttrue\ttrue\tfalse\tvirbr0\n$/,
    ))

  it('which drivers are here, and what one supports', async () => {
    const { stdout } = await virt(['-q', 'drivers', '--format', 'json'])
    const mine = { name: 'test', package: '@virt/driver-test', schemes: ['test'], uri: 'test:///default' }
    expect(JSON.parse(stdout)).toContainEqual({ ...mine, version: expect.any(String) as string })

    await using connection = await open('test:///default')
    const supports = connection.supported
    const matrix = await virt(['-q', 'drivers', 'test', '--matrix', '--format', 'json'])
    expect(JSON.parse(matrix.stdout)).toMatchObject([{ uri: 'test:///default', supports }])
    expect((await virt(['-q', 'drivers', 'none'])).stderr).toBe("error: no driver 'none' is installed\n")
  })
})

describe('tables', () => {
  it.each([
    ['list --inactive', ' Id   Name   State\n--------------------\n'],
    ['list --name', 'test\n'],
    ['list --id', '1\n'],
    [
      'net-list',
      ' Name      State    Autostart   Persistent\n--------------------------------------------\n default   active   no          yes\n',
    ],
    ['vcpupin test 0', ' VCPU   CPU Affinity\n----------------------\n 0      0-15\n'],
    [
      'vcpucount test',
      'maximum      config         2\nmaximum      live           2\ncurrent      config         2\ncurrent      live           2\n',
    ],
    ['channels', ' Driver   Status   Reason\n---------------------------\n test     open     -\n'],
  ])('%s', async (script, stdout) => expect((await onTest(script)).stdout).toBe(`${stdout}\n`))

  it.each([
    ['list --all', ' 1   test   running\n'],
    ['net-list', ' default   active   no   yes\n'],
    ['list --inactive', ''],
  ])('-q %s has no header', async (script, stdout) =>
    expect((await onTest('-q', script)).stdout).toBe(stdout),
  )
})

describe('devices', () => {
  it('attached and detached again', async () => {
    const { merged } = await inDirectory(
      'attach-disk test /new.img vdb; domblklist test; detach-disk test vdb; attach-interface test network default --mac 52:54:00:00:00:01; detach-interface test network --mac 52:54:00:00:00:01; detach-disk test vdz',
    )
    expect(merged).toBe(`Disk attached successfully

 Target   Source
-----------------------------
 vda      /guest/diskimage1
 vdb      /new.img

Disk detached successfully

Interface attached successfully

Interface detached successfully

error: No disk found whose source path or target is vdz

`)
  })

  it.each([
    [
      'network default --model virtio --mac 52:54:00:00:00:01',
      "<interface type='network'>\n  <source network='default'/>\n  <mac address='52:54:00:00:00:01'/>\n  <model type='virtio'/>\n</interface>\n",
    ],
    [
      'bridge br0 --target vnet7 --inbound 100,200,300 --outbound 10',
      "<interface type='bridge'>\n  <source bridge='br0'/>\n  <target dev='vnet7'/>\n  <bandwidth>\n    <inbound average='100' peak='200' burst='300'/>\n    <outbound average='10'/>\n  </bandwidth>\n</interface>\n",
    ],
    ['direct eth0', "<interface type='direct'>\n  <source dev='eth0'/>\n</interface>\n"],
    [
      'hostdev 0000:04:0a.1 --managed',
      "<interface type='hostdev' managed='yes'>\n  <source>\n    <address type='pci' domain='0x0000' bus='0x04' slot='0x0a' function='0x1'/>\n  </source>\n</interface>\n",
    ],
  ])('attach-interface %s --print-xml', async (words, stdout) =>
    expect((await onTest('-q', `attach-interface x ${words} --print-xml`)).stdout).toBe(stdout),
  )
})

describe('edit', () => {
  it('takes what the editor leaves, for the user alone', async () => {
    const editor = join(directory, 'editor')
    await writeFile(
      editor,
      '#!/bin/sh\nstat -c %a "$1" > mode\nsed -i "s/<vcpu>2</<vcpu>3</; s/>2<.vcpu>/>3<\\/vcpu>/" "$1"\n',
      { mode: 0o700 },
    )
    const { merged } = await virt(['-c', 'test:///default', 'edit test; edit test'], {
      env: { ...process.env, EDITOR: `cd ${directory}; ${editor}` },
    })
    expect(merged).toBe(
      "Domain 'test' XML configuration edited.\n\nDomain 'test' XML configuration not changed.\n\n",
    )
    expect(await readFile(join(directory, 'mode'), 'utf8')).toBe('600\n')
  })

  it('takes the description in a managed save and in an image', async () => {
    const editor = join(directory, 'editor')
    const script = '#!/bin/sh\nsed -i "s|</name>|</name><title>edited</title>|" "$1"\n'
    await writeFile(editor, script, { mode: 0o700 })
    const other = '<domain type="test"><name>x</name><memory>1</memory><os><type>hvm</type></os></domain>'
    await writeFile(join(directory, 'other.xml'), other)
    const commands = [
      'managedsave test; managedsave-edit test --paused; start test; domstate test',
      'save test image; save-image-edit image --running; save-image-define image other.xml',
      'restore image; domstate test; desc test --title',
    ]
    const { merged } = await virt(['-q', '-k0', '-c', 'test:///default', commands.join('; ')], {
      cwd: directory,
      env: { ...process.env, EDITOR: editor },
    })
    expect(merged.split('\n')).toEqual([
      'paused',
      'error: Failed to update image',
      'error: unsupported configuration: Target domain uuid none does not match source 6695eb01-f6a4-8304-79aa-97f2502e193f',
      'running',
      'edited',
      '',
    ])
  })

  it('changes nothing when the editor fails', async () =>
    expect(
      await virt(['-c', 'test:///default', 'edit', 'test'], { env: { ...process.env, EDITOR: 'false' } }),
    ).toMatchObject({
      status: 1,
      stderr: "error: editor 'false' ended with status 1\n",
    }))
})
