import { parseDomain } from '@virt/core/config'
import { expect, test } from 'vitest'
import { assumedEmulator } from '../../src/emulators/assumed.js'
import { commandOf } from './corpus/measure.js'
import { build, definition as domain, type Machine } from './definition.js'

function disk(words: string, target = "dev='vda' bus='virtio'", source = "file='/x'"): string {
  return `<disk type='file' device='disk'><source ${source}/><target ${target}/>${words}</disk>`
}

const scsi = "dev='sda' bus='scsi'"
const sata = "dev='sda' bus='sata'"
const lun = (type: string, words: string, target = scsi): string =>
  `<disk type='${type}' device='lun'>${words}<target ${target}/></disk>`
const nbd = (words: string): string =>
  `<disk type='network' device='disk'><source protocol='nbd'><host name='h'/>${words}</source><target dev='vda'/></disk>`
const hostdev = (type: string, words: string, more = ''): string =>
  `<hostdev mode='subsystem' type='${type}' ${more}>${words}</hostdev>`
const mediated = "<source><address uuid='53764d0e-85a0-42b4-af5c-2046b460b1dc'/></source>"
const cell = "<cpu><numa><cell id='0' cpus='0-1' memory='1048576'/></numa></cpu>"
const memory = (model: string, words: string, access = ''): string =>
  `<memory model='${model}' ${access}>${words}</memory>`
const root = (model: string, target: string): string =>
  `<controller type='pci' index='1' model='${model}'><target ${target}/></controller>`

type Row = readonly [detail: string, elements: string, devices: string, machine?: Machine]

const arm = { arch: 'aarch64', machine: 'virt' }
const power = { arch: 'ppc64', machine: 'pseries' }
const q35 = { machine: 'q35' }

const rows: readonly Row[] = [
  ['malformed wwn: xyz', '', disk('<wwn>xyz</wwn>', scsi)],
  ['Only ide and scsi disk support wwn', '', disk('<wwn>5000c50015ea71ac</wwn>')],
  ['disk vendor is more than 8', '', disk('<vendor>123456789</vendor>', scsi)],
  ['queues attribute', '', disk("<driver name='qemu' queues='4'/>", scsi)],
  ['disk event_idx mode', '', disk("<driver name='qemu' event_idx='on'/>", scsi)],
  ['disk ioeventfd mode', '', disk("<driver name='qemu' ioeventfd='on'/>", sata)],
  ['iommu driver option', '', disk("<driver name='qemu' iommu='on'/>", sata)],
  ['removable is only valid', '', disk('', "dev='vda' bus='virtio' removable='on'")],
  ['rotation rate', '', disk('', "dev='vda' bus='virtio' rotation_rate='7200'")],
  ['native I/O needs', '', disk("<driver name='qemu' io='native' cache='writeback'/>")],
  ['copy_on_read is not compatible', '', disk("<driver name='qemu' copy_on_read='on'/><readonly/>")],
  ['target must be 0 for controller fdc', '', place('floppy', 'fda', 'fdc', "target='1'")],
  ['target must be 0 for sata', '', place('disk', 'sda', 'sata', "target='1'")],
  ['floppy disks are not supported', '', place('floppy', 'fda', 'fdc', ''), power],
  ['only valid for block type', '', lun('file', "<source file='/x'/>")],
  ["must use 'raw'", '', lun('block', "<driver name='qemu' type='qcow2'/><source dev='/x'/>")],
  ["not supported for bus='sata'", '', lun('block', "<source dev='/x'/>", sata)],
  ['ssl verification', '', nbd("<ssl verify='no'/>")],
  ['<snapshot> element', '', nbd("<snapshot name='s'/>")],
  ['no more than 1000000000000000', '', tuned('read_bytes_sec', 2e15)],
  ["cannot be set if 'read_bytes_sec' is not set", '', tuned('read_bytes_sec_max', 5)],
  ["iothread '3' not defined", '<iothreads>1</iothreads>', disk("<driver name='qemu' iothread='3'/>")],
  ['ram attribute', '', "<video><model type='cirrus' ram='65536'/></video>"],
  ['has only one head', '', "<video><model type='vga' heads='2'/></video>"],
  ['3d acceleration', '', "<video><model type='vga'><acceleration accel3d='yes'/></model></video>"],
  ["chassisNr '256' out of range", '', root('pci-bridge', "chassisNr='256'")],
  ["Option 'port' is not valid", '', root('pci-bridge', "port='1'")],
  ['single fdc controller', '', "<controller type='fdc' index='1'/>"],
  ["up to '15' ports", '', "<controller type='usb' model='qemu-xhci' ports='16'/>"],
  ["The 'gic' feature", "<features><gic version='3'/></features>", ''],
  ["The 'vmport' feature", "<features><vmport state='on'/></features>", '', arm],
  ['PMU is always enabled', "<features><pmu state='off'/></features>", '', power],
  ['TCG features', "<features><tcg><tb-cache unit='MiB'>9</tb-cache></tcg></features>", ''],
  ['retry count', "<features><hyperv><spinlocks state='on' retries='9'/></hyperv></features>", ''],
  ['kvm-hint-dedicated', "<features><kvm><hint-dedicated state='on'/></kvm></features>", ''],
  ['must use', '', hostdev('usb', "<source><address bus='1' device='2'/></source><address type='pci'/>")],
  ["malformed 'wwpn'", '', hostdev('scsi_host', "<source protocol='vhost' wwpn='xyz'/>")],
  ["Missing 'model'", '', hostdev('mdev', mediated)],
  ["requires display='on'", '', hostdev('mdev', mediated, "model='vfio-pci' ramfb='on'")],
  ['ps2 bus does not support tablet', '', "<input type='tablet' bus='ps2'/>"],
  ["only bus 'virtio'", '', "<input type='tablet' bus='usb' model='virtio'/>"],
  [
    "requires address type 'isa'",
    '',
    "<serial type='pty'><target type='isa-serial'/><address type='pci'/></serial>",
  ],
  ['used multiple times', '', "<audio id='1' type='none'/><audio id='1' type='none'/>"],
  ['split I/O APIC', '', "<iommu model='intel'><driver intremap='on'/></iommu>", q35],
  ['server option enabled', '', "<shmem name='a'><model type='ivshmem-doorbell'/></shmem>"],
  ['D-Bus p2p', '', "<graphics type='dbus' p2p='yes' address='unix:path=/x'/>"],
  ['cannot use CCW address', '', disk("<address type='ccw' cssid='0xfe' ssid='0' devno='0'/>")],
  [
    'non unique alias',
    '',
    `${disk("<alias name='ua-a'/>")}<rng model='virtio'><backend model='builtin'/><alias name='ua-a'/></rng>`,
  ],
  [
    'beyond 0xffffffff',
    '',
    "<serial type='pty'><address type='spapr-vio' reg='0x100000000'/></serial>",
    power,
  ],
  ['Only one IPv4 address', '', user("<ip address='1.2.3.4'/><ip address='1.2.3.5'/>")],
  ['invalid IPv4 prefix', '', user("<ip address='1.2.3.4' prefix='31'/>")],
  ['Model name contains', '', user("<model type='a b'/>")],
  ['setting ACPI S3', "<pm><suspend-to-mem enabled='yes'/></pm>", '', arm],
  ['NUMA node 999 is unavailable', "<numatune><memory mode='strict' nodeset='999'/></numatune>", ''],
  [
    'local distance',
    cell.replace('/></numa>', "><distances><sibling id='0' value='12'/></distances></cell></numa>"),
    '',
  ],
  ['two master hugepages', pages("size='2' unit='M'", "size='1' unit='G'"), ''],
  ['slot count must be', `<maxMemory>2097152</maxMemory>${cell}`, ''],
  [
    'shared access mode',
    slots(),
    memory('virtio-pmem', '<source><path>/x</path></source><target><size>1024</size></target>'),
  ],
  ['integer multiple of block', slots(), memory('virtio-mem', moving(2048, 1024))],
  ['block size too small', slots(), memory('virtio-mem', moving(1024, 0))],
]

function place(device: string, dev: string, bus: string, place: string): string {
  return `<disk type='file' device='${device}'><source file='/x'/><target dev='${dev}' bus='${bus}'/><address type='drive' ${place}/></disk>`
}

function tuned(name: string, value: number): string {
  return disk(`<iotune><${name}>${value}</${name}></iotune>`)
}

function user(words: string): string {
  return `<interface type='user'>${words}</interface>`
}

function pages(...sizes: string[]): string {
  return `<memoryBacking><hugepages>${sizes.map((size) => `<page ${size}/>`).join('')}</hugepages></memoryBacking>`
}

function slots(): string {
  return `<maxMemory slots='2'>4194304</maxMemory>${cell.replace('1048576', '524288')}`
}

function moving(block: number, requested: number): string {
  return `<target><size>524288</size><node>0</node><block>${block}</block><requested>${requested}</requested></target>`
}

test.each(rows.map((row) => [row[0], row] as const))('%s', (detail, [, elements, devices, machine]) => {
  expect(() => build(elements, devices, machine)).toThrow(detail)
})

test('what is right passes', () => {
  build('<iothreads>1</iothreads>', disk("<driver name='qemu' iothread='1' queues='4'/><serial>A-1</serial>"))
  build(slots(), memory('virtio-mem', moving(2048, 2048)))
  build('', root('pcie-root-port', "chassis='1' port='8' hotplug='off'"), q35)
})

test('what an emulator lacks is refused by its name', () => {
  const full = assumedEmulator('x86_64', 'pc')
  const parsed = (elements: string, devices: string, machine = {}) =>
    parseDomain(domain(elements, devices, machine))
  const old = { ...full, properties: new Map() }
  const hotplug = "<controller type='pci' index='0' model='pci-root'><target hotplug='off'/></controller>"
  expect(() => commandOf(parsed('', hotplug), old)).toThrow("setting the 'hotplug' property")
  expect(() => commandOf(parsed("<pm><suspend-to-disk enabled='no'/></pm>", ''), old)).toThrow(
    'setting ACPI S4 not supported',
  )
  const unlucky = { ...full, machines: [{ ...full.machines[0]!, name: 'q35' }], properties: new Map() }
  expect(() =>
    commandOf(parsed('<features><acpi/></features>', "<iommu model='virtio'/>", q35), unlucky),
  ).toThrow("IOMMU device: 'virtio' is not supported with this QEMU binary")
})
