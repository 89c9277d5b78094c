import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nanoDomainXml } from '../../../tools/guests/index.mjs'
import { peer } from '../../../tools/peers.mjs'
import { scriptedAgent } from '../../qemud/test/support/scripted-agent.js'
import { type Ran, virt, type World } from './run.js'

describe.skipIf(!peer('qemu'))('a real guest on QEMU', () => {
  let directory = ''
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'virt-cli-'))
    await writeFile(join(directory, 'nano.xml'), nanoDomainXml({ name: 'nano' }))
  })
  afterEach(async () => {
    await onQemu('destroy nano')
    await rm(directory, { recursive: true })
  })

  const onQemu = (script: string, world: World = {}): Promise<Ran> =>
    virt(['-q', '-c', `qemu:///embed?root=${directory}/root`, script], { cwd: directory, ...world })

  it('is defined, started, seen, talked with, and stopped', async () => {
    const { status, stdout } = await onQemu(
      'define nano.xml; start nano; list --name; domstate nano --reason',
    )
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'nano\nrunning (booted)\n' })

    const keyboard = new PassThrough()
    keyboard.write('ping\n')
    const leave = (text: string): void => void (text.includes('pong') && keyboard.write('\x1d'))
    const talk = await onQemu('console nano', { stdin: keyboard, heard: leave })
    expect(talk).toMatchObject({ status: 0, stderr: '' })
    expect(talk.stdout).toContain('pong')

    const end = await onQemu('destroy nano; undefine nano; list --all --name')
    expect(end).toMatchObject({ status: 0, stdout: '', stderr: '' })
  })

  it('tells what its agent says', async () => {
    const path = join(directory, 'agent.sock')
    const devices = `<channel type='unix'><source mode='bind' path='${path}'/><target type='virtio' name='org.qemu.guest_agent.0'/></channel>`
    await writeFile(join(directory, 'nano.xml'), nanoDomainXml({ name: 'nano', devices }))
    await onQemu('create nano.xml')
    const root = { mountpoint: '/', name: 'sda1', type: 'ext4', disk: [{ dev: '/dev/sda1' }] }
    const answers: Readonly<Record<string, unknown>> = {
      'guest-get-fsinfo': [root],
      'guest-get-host-name': { 'host-name': 'web' },
      'guest-get-vcpus': [0, 1].map((id) => ({ 'logical-id': id, online: id === 0, 'can-offline': id > 0 })),
      'guest-set-vcpus': 1,
      'guest-ssh-get-authorized-keys': { keys: ['ssh-ed25519 AAAA one'] },
      'guest-ssh-add-authorized-keys': {},
    }
    const heard = await scriptedAgent(path, (command) => answers[command])
    await writeFile(join(directory, 'keys'), '# mine\nssh-ed25519 AAAA one\n')
    const script = [
      'domfsinfo nano',
      'domhostname nano',
      'guestvcpus nano',
      'guestvcpus nano --cpulist 1 --enable',
      'set-user-sshkeys nano root --file keys',
      'get-user-sshkeys nano root',
      'guestinfo nano --filesystem',
    ]
    const { stdout, stderr } = await onQemu(script.join('; '))
    expect([stdout.split('\n'), stderr]).toEqual([
      [
        ' /   sda1   ext4   ',
        'web',
        'vcpus          : 0-1',
        'online         : 0',
        'offlinable     : 1',
        'ssh-ed25519 AAAA one',
        'fs.count            : 1',
        'fs.0.name           : sda1',
        'fs.0.mountpoint     : /',
        'fs.0.fstype         : ext4',
        'fs.0.disk.count     : 1',
        'fs.0.disk.0.device  : /dev/sda1',
        '',
      ],
      '',
    ])
    expect(heard).toContain('guest-ssh-add-authorized-keys')
  })

  it.skipIf(!peer('qemu-img'))(
    'has images that are snapshot, copied, committed, pulled and resized',
    async () => {
      const image = join(directory, 'disk.img')
      execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', image, '1M'])
      const disk = `<disk type='file'><driver name='qemu' type='qcow2'/><source file='${image}'/><target dev='vda'/></disk>`
      await writeFile(join(directory, 'nano.xml'), nanoDomainXml({ name: 'nano', devices: disk }))
      await onQemu('define nano.xml; start nano')
      const { stdout, stderr } = await virt([
        '-c',
        `qemu:///embed?root=${directory}/root`,
        [
          'snapshot-create-as nano one --disk-only',
          'snapshot-create-as nano two --disk-only',
          'blockcommit nano vda --top vda[2] --shallow --wait',
          'blockcopy nano vda copy.img --pivot',
          'blockpull nano vda --wait',
          'blockjob nano vda',
          'blockresize nano vda 2M',
        ]
          .map((each) => each.replace('copy.img', join(directory, 'copy.img')))
          .join('; '),
      ])
      expect([stdout.replaceAll(/\n+/g, '\n'), stderr.replaceAll(/\r[^\r]*/g, '').trim()]).toEqual([
        [
          'Domain snapshot one created',
          'Domain snapshot two created',
          'Commit complete',
          'Successfully pivoted',
          'Pull complete',
          'No current block job for vda',
          "Block device 'vda' is resized",
          '',
        ].join('\n'),
        '',
      ])
    },
  )
})
