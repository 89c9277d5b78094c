import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseDomain } from '@virt/core/config'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { Emulators } from '../../src/emulators/emulators.js'
import type { Emulator } from '../../src/emulators/emulator.js'
import { paused } from '../support/paused.js'

const directory = await mkdtemp(join(tmpdir(), 'virt-devices-'))

const domain = (devices: string, machine = 'q35', more = ''): string => `<domain type='qemu'>
  <name>kitchen, sink</name><memory unit='MiB'>64</memory><vcpu>1</vcpu>
  <os><type arch='x86_64' machine='${machine}'>hvm</type></os>
  <features><acpi/></features>${more}
  <devices>${devices}</devices>
</domain>`

/** Cards of every model that is not one of virtio's. */
const cardModels = [
  'e1000',
  'e1000e',
  'rtl8139',
  'ne2k_pci',
  'pcnet',
  'i82551',
  'i82557b',
  'vmxnet3',
  'usb-net',
]

const machines: Readonly<Record<string, string>> = {
  'network cards of all models': domain(
    cardModels.map((model) => `<interface type='user'><model type='${model}'/></interface>`).join(''),
  ),
  'network cards of all types': domain(`
    <interface type='user'>
      <model type='virtio'/>
      <driver name='qemu' txmode='timer' ioeventfd='on' event_idx='off' rx_queue_size='512' tx_queue_size='256'
        rss='on' rss_hash_report='on' iommu='on' ats='on' packed='on' page_per_vq='on'>
        <host csum='off' gso='off' tso4='off' tso6='off' ecn='off' ufo='off' mrg_rxbuf='off'/>
        <guest csum='off' tso4='off' tso6='off' ecn='off' ufo='off'/>
      </driver>
      <ip family='ipv4' address='10.3.0.0' prefix='24'/>
      <portForward proto='tcp' address='127.0.0.1'>
        <range start='45022' to='22'/><range start='45030' end='45032'/><range start='45031' exclude='yes'/>
      </portForward>
      <rom enabled='no'/>
    </interface>
    <interface type='user'><model type='virtio-transitional'/><link state='down'/></interface>
    <interface type='user'>
      <model type='virtio-non-transitional'/><teaming type='persistent'/><alias name='ua-backup'/>
    </interface>
    <interface type='mcast'><source address='230.0.0.1' port='15678'/><model type='virtio'/></interface>`),
  'lines of all types': domain(`
    <serial type='pty'><log file='${directory}/serial, log' append='on'/></serial>
    <serial type='file'><source path='${directory}/serial' append='on'/></serial>
    <serial type='tcp'><source mode='bind' host='127.0.0.1' service='0'/><protocol type='telnet'/></serial>
    <serial type='udp'><source mode='bind' host='127.0.0.1' service='0'/><source mode='connect' host='127.0.0.1' service='9'/></serial>
    <serial type='vc'><target type='usb-serial'/></serial>
    <serial type='null'><target type='pci-serial'/></serial>
    <serial type='file'><source path='${directory}/debug'/><target type='isa-debug'/><address type='isa' iobase='0x402'/></serial>
    <parallel type='null'/>
    <console type='pty'/>
    <console type='unix'><source mode='bind' path='${directory}/console'/><target type='virtio'/></console>
    <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
    <channel type='qemu-vdagent'>
      <source><clipboard copypaste='yes'/><mouse mode='client'/></source><target type='virtio' name='com.redhat.spice.0'/>
    </channel>
    <channel type='null'><target type='guestfwd' address='10.0.2.1' port='4600'/></channel>`),
  'SPICE with all that goes with it': domain(`
    <channel type='spicevmc'><target type='virtio' name='com.redhat.spice.0'/></channel>
    <channel type='spiceport'><source channel='org.virt.0'/><target type='virtio' name='org.virt.0'/></channel>
    <graphics type='spice' passwd='secret' passwdValidTo='2040-01-01T00:00:00' keymap='de'>
      <listen type='socket'/>
      <image compression='auto_glz'/><jpeg compression='auto'/><zlib compression='auto'/><playback compression='on'/>
      <streaming mode='filter'/><mouse mode='client'/><clipboard copypaste='no'/><filetransfer enable='no'/>
    </graphics>
    <graphics type='vnc' port='-1' websocket='-1' sharePolicy='force-shared' powerControl='yes'/>
    <video><model type='qxl' ram='65536' vram='65536' vgamem='16384' heads='1'/></video>
    <video><model type='qxl'/></video>
    <redirdev bus='usb' type='spicevmc'/>
    <redirdev bus='usb' type='tcp'><source mode='bind' host='127.0.0.1' service='0'/></redirdev>
    <redirfilter><usbdev class='0x08' vendor='0x1234' product='0xbeef' version='2.56' allow='yes'/><usbdev allow='no'/></redirfilter>
    <smartcard mode='passthrough' type='spicevmc'/>`),
  'sound of all models': domain(
    `${['es1370', 'ac97', 'ich6', 'ich9', 'usb', 'sb16'].map((model) => `<sound model='${model}'/>`).join('')}
    <sound model='ich9'><codec type='micro'/><codec type='output'/><audio id='2'/></sound>
    <audio id='1' type='none'/>
    <audio id='2' type='file' path='${directory}/sound, wav' timerPeriod='20000'>
      <input mixingEngine='yes' fixedSettings='yes' voices='1' bufferLength='10000'><settings frequency='44100' channels='2' format='s16'/></input>
    </audio>`,
    'pc',
  ),
  'a screen of the model vmvga': domain("<video><model type='vmvga' vram='16384'/></video>", 'pc'),
  'a screen of the model ramfb': domain("<video><model type='ramfb'/></video>"),
  'a screen of the model bochs': domain("<video><model type='bochs' vram='16384'/></video>"),
  'screens of the models vga and virtio': domain(`
    <graphics type='vnc' socket='${directory}/vnc, sock'/>
    <video><model type='vga' vram='16384'/></video>
    <video><model type='virtio' heads='2'><resolution x='800' y='600'/></model></video>`),
  'inputs and a hub': domain(`
    <input type='tablet' bus='usb'/><input type='keyboard' bus='virtio'/><input type='mouse' bus='virtio'/>
    <hub type='usb'/>`),
  'what belongs to the platform': domain(`
    <tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>
    <watchdog model='i6300esb' action='pause'/><watchdog model='itco' action='pause'/>
    <panic model='isa'><address type='isa' iobase='0x505'/></panic><panic model='pvpanic'/><panic model='hyperv'/>
    <iommu model='intel'><driver caching_mode='on' iotlb='on' aw_bits='48'/></iommu>`),
  'an IOMMU of virtio': domain("<iommu model='virtio'/>"),
  'shared memory, entropy, crypto and the balloon': domain(`
    <shmem name='virt-test-${process.pid}'><model type='ivshmem-plain'/><size unit='M'>1</size></shmem>
    <rng model='virtio'><rate bytes='1024' period='1000'/><backend model='random'>/dev/urandom</backend></rng>
    <rng model='virtio-transitional'><backend model='builtin'/></rng>
    <rng model='virtio'><backend model='egd' type='tcp'><source mode='bind' host='127.0.0.1' service='0'/></backend></rng>
    <crypto model='virtio' type='qemu'><backend model='builtin' queues='1'/></crypto>
    <memballoon model='virtio-non-transitional' autodeflate='on' freePageReporting='on'><stats period='5'/></memballoon>`),
}

describe.skipIf(!peer('qemu') || !peer('swtpm'))('a real QEMU starts with', () => {
  let emulator: Emulator

  beforeAll(async () => {
    emulator = await new Emulators().find({ arch: 'x86_64' })
    await writeFile(join(directory, 'serial'), '')
    const tpm = ['socket', '--tpm2', '--daemon', '--terminate', '--tpmstate', `dir=${directory}`]
    execFileSync('swtpm', [...tpm, '--ctrl', `type=unixio,path=${directory}/tpm.sock`])
  })
  afterAll(async () => {
    await rm(directory, { recursive: true })
    await rm(`/dev/shm/virt-test-${process.pid}`, { force: true })
  })

  test.each(Object.entries(machines))('%s', async (_, xml) => {
    const status = await paused(directory, parseDomain(xml), emulator, ({ monitor }) =>
      monitor.execute('query-status'),
    )
    expect(status.status).toBe('prelaunch')
  })
})
