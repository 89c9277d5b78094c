import { expect, test } from 'vitest'
import { build, type Machine } from './definition.js'

const image = "<source file='/x'/>"
const virtio = "<target dev='vda' bus='virtio'/>"
const disk = (words: string, target = virtio, source = image): string =>
  `<disk type='file' device='disk'>${source}${target}${words}</disk>`
const network = (protocol: string, words: string, name = "name='n'"): string =>
  `<disk type='network' device='disk'><source protocol='${protocol}' ${name}><host name='h'/>${words}</source>${virtio}</disk>`
const vhostUser = (words: string): string =>
  `<disk type='vhostuser' device='disk'><source type='unix' path='/x'/>${virtio}${words}</disk>`
const at = (place: string): string => `<address type='drive' ${place}/>`
const card = (type: string, words: string): string => `<interface type='${type}'>${words}</interface>`
const serial = (words: string): string => `<serial type='pty'>${words}</serial>`
const mediated = (model: string, words = ''): string =>
  `<hostdev mode='subsystem' type='mdev' model='${model}'><source><address uuid='53764d0e-85a0-42b4-af5c-2046b460b1dc'/></source>${words}</hostdev>`
const hostScsi = (words: string): string => `<hostdev mode='subsystem' type='scsi'>${words}</hostdev>`
const shared = "<memoryBacking><access mode='shared'/></memoryBacking>"
const virtiofs = (words: string, attributes = ''): string =>
  `<filesystem type='mount' ${attributes}><driver type='virtiofs'/><source dir='/a'/><target dir='b'/>${words}</filesystem>`
const cells =
  "<maxMemory slots='4'>4194304</maxMemory><cpu><numa><cell id='0' cpus='0-1' memory='524288'/></numa></cpu>"
const nvdimm = (words: string, uuid = ''): string =>
  `<memory model='nvdimm'>${uuid}<source><path>/x</path></source><target><size>524288</size><node>0</node>${words}</target></memory>`
const clock = (timer: string): string => `<clock offset='utc'><timer ${timer}/></clock>`
const tune = (words: string): string => `<cputune>${words}</cputune>`
const interconnect = (words: string): string =>
  `<cpu><numa><cell id='0' cpus='0-1' memory='500'/><interconnects>${words}</interconnects></numa></cpu>`
const latency = (words: string): string => `<latency initiator='0' type='access' value='5' ${words}/>`
const firmware = (entry: string): string => `<sysinfo type='fwcfg'>${entry}</sysinfo>`
const os = (words: string, machine = 'pc'): string =>
  `<os><type arch='x86_64' machine='${machine}'>hvm</type>${words}</os>`

const arm = { arch: 'aarch64', machine: 'virt' }
const power = { arch: 'ppc64', machine: 'pseries' }
const z = { arch: 's390x', machine: 's390-ccw-virtio' }
const q35 = { machine: 'q35' }

type Row = readonly [detail: string, elements: string, devices: string, machine?: Machine]

const ofDisks: readonly Row[] = [
  ["partitions can't appear", '', disk('', "<target dev='vda1' bus='virtio'/>")],
  [
    "CHS geometry can not be set for 'usb'",
    '',
    disk("<geometry cyls='1' heads='2' secs='3'/>", "<target dev='sda' bus='usb'/>"),
  ],
  ['CHS translation mode', '', disk("<geometry cyls='1' heads='2' secs='3' trans='lba'/>")],
  ['unsafe characters', '', disk('<serial>a;b</serial>')],
  [
    'rotation rate is only valid for disk device',
    '',
    "<disk type='file' device='cdrom'><target dev='sda' bus='sata' rotation_rate='7200'/></disk>",
  ],
  [
    'Only ide and scsi disk support wwn',
    '',
    disk('<wwn>5000c50015ea71ac</wwn>', "<target dev='sda' bus='sata'/>"),
  ],
  ['Only 1 IDE controller', '', disk(at("controller='1'"), "<target dev='hda' bus='ide'/>")],
  [
    "'lsilogic'",
    '',
    `<controller type='scsi' index='0' model='lsilogic'/>${disk(at("target='1'"), "<target dev='sda' bus='scsi'/>")}`,
  ],
  ['only together with settings', '', disk('<iotune><group_name>g</group_name></iotune>')],
  [
    'different iotunes for disks vda and vdb',
    '',
    disk('<iotune><total_bytes_sec>5</total_bytes_sec><group_name>g</group_name></iotune>') +
      disk(
        '<iotune><total_bytes_sec>6</total_bytes_sec><group_name>g</group_name></iotune>',
        "<target dev='vdb' bus='virtio'/>",
      ),
  ],
  ['serial is not supported with vhostuser', shared, vhostUser('<serial>a</serial>')],
  ['readonly is not supported with vhostuser', shared, vhostUser('<readonly/>')],
  [
    "authentication is not supported for protocol 'nbd'",
    '',
    network('nbd', "<auth username='u'><secret type='iscsi' usage='x'/></auth>"),
  ],
  ['Missing <secret>', '', network('iscsi', "<auth username='u'/>")],
  [
    'not both',
    '',
    network(
      'iscsi',
      "<auth username='u'><secret type='iscsi' usage='x' uuid='53764d0e-85a0-42b4-af5c-2046b460b1dc'/></auth>",
    ),
  ],
  ['missing name for disk source', '', network('rbd', '', '')],
  ['missing volume name', '', network('gluster', '', "name='vol'")],
  [
    'unknown volume encryption secret type',
    '',
    disk(
      '',
      virtio,
      "<source file='/x'><encryption format='luks'><secret type='foo' usage='x'/></encryption></source>",
    ),
  ],
]

const ofDevices: readonly Row[] = [
  [
    'does not support coalesce',
    '',
    card('direct', "<source dev='e'/><coalesce><rx><frames max='7'/></rx></coalesce>"),
  ],
  [
    'persistent attribute not allowed',
    '',
    card('user', "<model type='virtio'/><teaming type='persistent' persistent='ua-x'/>"),
  ],
  ['must be <model type=', '', card('user', "<model type='e1000'/><teaming type='persistent'/>")],
  [
    "must be type='hostdev'",
    '',
    card('user', "<model type='virtio'/><teaming type='transient' persistent='ua-x'/>"),
  ],
  ["invalid model for interface of type 'vdpa'", '', card('vdpa', "<source dev='/x'/><model type='e1000'/>")],
  ["Wrong <source> 'mode'", '', card('vhostuser', "<source type='unix' path='/x'/><model type='virtio'/>")],
  ["attribute 'mode'", '', card('direct', "<source dev='e' mode='bad'/>")],
  ['in hostdev device', '', card('hostdev', '')],
  ['range of 64-64', '', card('user', "<ip family='ipv6' address='2001::1' prefix='80'/>")],
  [
    "cannot be '0'",
    '',
    "<serial type='tcp'><source mode='connect' host='h' service='1'><reconnect enabled='yes' timeout='0'/></source></serial>",
  ],
  ['without spice graphics', '', "<channel type='spicevmc'><target type='virtio'/></channel>"],
  ['without spice graphics', '', "<audio id='1' type='spice'/>"],
  [
    'cannot have an associated address',
    '',
    serial("<target type='system-serial'/><address type='isa'/>"),
    arm,
  ],
  ["target model '16550a'", '', serial("<target type='system-serial'><model name='16550a'/></target>"), arm],
  [
    'single smartcard',
    '',
    "<smartcard mode='host'><address type='ccid' controller='0' slot='1'/></smartcard>",
  ],
  ['cannot be used with this machine', '', "<watchdog model='ib700'/>", q35],
  ['one watchdog with model', '', "<watchdog model='ib700'/><watchdog model='ib700'/>"],
  [
    'does not support configuring the address',
    '',
    "<watchdog model='diag288'><address type='ccw' cssid='0xfe' ssid='0' devno='0'/></watchdog>",
    z,
  ],
  ['mediated devices of model vfio-pci', '', mediated('vfio-pci', "<boot order='1'/>")],
  ["unknown mediated device model 'foo'", '', mediated('foo')],
  ["'adapter' and 'address'", '', hostScsi("<source><adapter name='scsi_host0'/></source>")],
  [
    "'model' is only supported for mdev",
    '',
    "<hostdev mode='subsystem' type='pci' model='vfio-pci'><source><address domain='0' bus='1' slot='2' function='0'/></source></hostdev>",
  ],
  ['only valid as primary', '', "<video><model type='qxl'/></video><video><model type='vga'/></video>"],
  ["'vgamem' must be power of two", '', "<video><model type='qxl' vgamem='3072'/></video>"],
  ['requires a memfd', '', "<video><model type='virtio' blob='on'/></video>"],
  ['virtiofs does not support model', shared, virtiofs('', "model='virtio'")],
  ['virtiofs does not support read-only', shared, virtiofs('<readonly/>')],
  [
    'sandbox can only',
    '',
    "<filesystem type='mount'><binary><sandbox mode='chroot'/></binary><source dir='/a'/><target dir='b'/></filesystem>",
  ],
  [
    "requires 'Passthrough' backend",
    '',
    "<tpm model='spapr-tpm-proxy'><backend type='emulator' version='2.0'/></tpm>",
    power,
  ],
  ['missing source path of evdev', '', "<input type='evdev'/>"],
  ["'virtio' requires ACPI", '', "<iommu model='virtio'/>", q35],
  ['only with ISA address', '', "<panic model='isa'><address type='pci'/></panic>"],
  ['gives no entropy', '', "<rng model='virtio'><rate bytes='0'/><backend model='random'/></rng>"],
  [
    "for element 'size'",
    '',
    "<shmem name='a'><model type='ivshmem-plain'/><size unit='K'>512</size></shmem>",
  ],
  [
    "'queues' is only supported",
    '',
    "<controller type='virtio-serial' index='0'><driver queues='3'/></controller>",
  ],
  [
    '64-bit PCI hole',
    '',
    "<controller type='pci' index='0' model='pcie-root'><pcihole64>1048576</pcihole64></controller>",
    arm,
  ],
  [
    'ACPI index is only',
    '',
    card('user', "<model type='usb-net'/><acpi index='3'/><address type='usb' bus='0' port='1'/>"),
  ],
  ['nvdimm label must be at least', cells, nvdimm('<label><size>64</size></label>')],
  ['smaller than NVDIMM', cells, nvdimm('<label><size>524288</size></label>')],
  ['label size is required', cells, nvdimm(''), power],
  ['UUID is not supported', cells, nvdimm('', '<uuid>53764d0e-85a0-42b4-af5c-2046b460b1dc</uuid>')],
]

const ofDomains: readonly Row[] = [
  ["'rename-restart'", '<on_poweroff>rename-restart</on_poweroff>', ''],
  ["'onPoweroff'", '<on_poweroff>restart</on_poweroff><on_reboot>destroy</on_reboot>', ''],
  ['Invalid firmware name', firmware("<entry name='foo'>x</entry>"), ''],
  ['reserved', firmware("<entry name='opt/ovmf/x'>x</entry>"), ''],
  ["either value or 'file'", firmware("<entry name='opt/x'/>"), ''],
  [
    "Invalid BIOS 'date'",
    "<sysinfo type='smbios'><bios><entry name='date'>13/1/20</entry></bios></sysinfo>",
    '',
  ],
  [
    'malformed <sysinfo> uuid',
    "<sysinfo type='smbios'><system><entry name='uuid'>x</entry></system></sysinfo>",
    '',
  ],
  ['need at least one serial port', os("<bios useserial='yes'/>"), ''],
  [
    'requires SMM',
    os("<loader readonly='yes' type='pflash' secure='yes'>/x</loader>", 'q35') +
      '<features><acpi/></features>',
    '',
    q35,
  ],
  ['min_guarantee', '<memtune><min_guarantee>5</min_guarantee></memtune>', ''],
  ['allocation ondemand', "<memoryBacking><hugepages/><allocation mode='ondemand'/></memoryBacking>", ''],
  ['anonymous memory source', "<memoryBacking><hugepages/><source type='anonymous'/></memoryBacking>", ''],
  ["'shares' must be in range", tune('<shares>1</shares>'), ''],
  ['missing scheduler priority', tune("<vcpusched vcpus='0' scheduler='fifo'/>"), ''],
  [
    'must not overlap',
    tune("<vcpusched vcpus='0' scheduler='batch'/><vcpusched vcpus='0' scheduler='idle'/>"),
    '',
  ],
  ['does not have', tune("<iothreadsched iothreads='5' scheduler='batch'/>"), ''],
  [
    'duplicate iothreadpin',
    `<iothreads>1</iothreads>${tune("<iothreadpin iothread='1' cpuset='0'/><iothreadpin iothread='1' cpuset='1'/>")}`,
    '',
  ],
  [
    'duplicate blkio device',
    '<blkiotune><device><path>/a</path></device><device><path>/a</path></device></blkiotune>',
    '',
  ],
  ["rtc timer tickpolicy 'merge'", clock("name='rtc' tickpolicy='merge'"), ''],
  ["can't be disabled", clock("name='armvtimer' present='no'"), '', arm],
  ["'hpt' feature", "<features><hpt resizing='enabled'/></features>", ''],
  ["'nested-hv' feature", "<features><nested-hv state='on'/></features>", ''],
  ["missing 'value'", "<features><hyperv><vendor_id state='on'/></hyperv></features>", ''],
  ['exactly 12 characters', "<cpu><model vendor_id='foo'>qemu64</model></cpu>", ''],
  [
    'granularity (4)',
    "<vcpu current='3'>8</vcpu><cpu><topology sockets='1' cores='2' threads='4'/></cpu>",
    '',
    power,
  ],
  [
    'both offline and not hotpluggable',
    "<vcpu>2</vcpu><vcpus><vcpu id='1' enabled='no' hotpluggable='no'/></vcpus>",
    '',
  ],
  ['only supported on q35', '<vcpu>300</vcpu>', ''],
  ["'target' refers", interconnect(latency("target='5'")), ''],
  ["'cache' refers", interconnect(latency("target='0' cache='1'")), ''],
  ['Duplicate info', interconnect(latency("target='0'").repeat(2)), ''],
]

test.each([...ofDisks, ...ofDevices, ...ofDomains].map((row) => [row[0], row] as const))(
  '%s',
  (detail, [, elements, devices, machine]) => {
    expect(() => build(elements, devices, machine)).toThrow(detail)
  },
)

test('what libvirt takes passes', () => {
  build(clock("name='hpet' present='no'"), disk('<readonly/><shareable/>'), arm)
  build(
    '',
    "<graphics type='spice' autoport='yes'/><channel type='spicevmc'><target type='virtio'/></channel>",
  )
  build(shared, virtiofs(''))
  build(
    tune("<vcpusched vcpus='0-1' scheduler='rr' priority='1'/>"),
    "<watchdog model='i6300esb'/>".repeat(2),
  )
})

test.each([
  ['librbd encryption engine only supports RBD', "<source file='/x'>", ''],
  ['luks2 is currently not supported', "<source file='/x'>", "format='luks2' engine='qemu'"],
])('%s', (detail, source, words = '') => {
  const encryption = `<encryption ${words || "format='luks' engine='librbd'"}><secret type='passphrase' usage='x'/></encryption>`
  expect(() => build('', disk('', virtio, `${source}${encryption}</source>`))).toThrow(detail)
})

test('librbd decrypts, an iSCSI host device logs in, and a disk has an ACPI index', () => {
  const encryption =
    "<encryption format='luks2' engine='librbd'><secret type='passphrase' usage='x'/></encryption>"
  const login = "<auth username='u'><secret type='iscsi' usage='y'/></auth>"
  const words = build(
    '',
    network('rbd', encryption, "name='pool/image'") +
      disk("<acpi index='7'/>", "<target dev='vdb' bus='virtio'/>") +
      hostScsi(`<source protocol='iscsi' name='iqn.x/1'><host name='h'/>${login}</source>`),
  )
  const objects = words.filter((word) => word.startsWith('{')).map((word) => JSON.parse(word) as object)
  expect(objects).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({
        driver: 'rbd',
        encrypt: { format: 'luks2', 'key-secret': 'libvirt-1-format-encryption-secret0' },
      }),
      expect.objectContaining({ driver: 'virtio-blk-pci', 'acpi-index': 7 }),
      expect.objectContaining({ 'qom-type': 'secret', id: 'hostdev0-secret0' }),
      expect.objectContaining({ driver: 'iscsi', user: 'u', 'password-secret': 'hostdev0-secret0' }),
    ]) as object,
  )
})
