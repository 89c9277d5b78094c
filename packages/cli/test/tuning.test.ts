import { describe, expect, it } from 'vitest'
import { onTest } from './run.js'

const said = async (script: string): Promise<string> => (await onTest('-q', script)).merged

describe('what a domain is tuned and changed by, in virsh’s words', () => {
  it.each([
    ['shutdown test --mode acpi,foo', /^error: Unknown mode foo value, expecting 'acpi', 'agent', 'initctl'/],
    ['reboot test --mode acpi', /^error: Failed to reboot domain 'test'\nerror: invalid argument: .*'acpi'/],
    [
      'cpu-stats test --start 1 --count 1',
      /^CPU1:\n\tcpu_time +\d+\.\d{9} seconds\n\tvcpu_time +\d\.\d+ seconds\n$/,
    ],
    ['cpu-stats test --start 16', /^error: Start CPU 16 is out of range \(min: 0, max: 15\)\n$/],
    [
      'cpu-stats test --count 17 --total',
      /^Only 16 CPUs available to show\nCPU0:\n[\s\S]*CPU15:\n[\s\S]*Total:\n\tcpu_time/,
    ],
    ['cpu-stats test --count -1', /^error: Invalid value for number of CPUs to show\n$/],
    ['domif-getlink test aa:bb:cc:dd:ee:ff', /^aa:bb:cc:dd:ee:ff up$/],
    ['domif-setlink test AA:bb:cc:dd:ee:ff down; domif-getlink test testnet0', /^testnet0 down$/],
    [
      'domif-setlink test testnet0 down --config --print-xml',
      /^<interface type='network'>[\s\S]*<link state='down'\/>/,
    ],
    ['domif-setlink test testnet0 sideways', /^error: invalid link state 'sideways'\n$/],
    ['domif-setlink test nowhere up', /^error: interface 'nowhere' not found\n$/],
    ['domif-getlink test 00:00:00:00:00:00', /^error: Interface \(mac: 00:00:00:00:00:00\) not found.\n$/],
    ['change-media test vda --eject', /^error: No disk found whose source path or target is vda\n$/],
    [
      'change-media test vda --eject --insert',
      /^error: Options --eject and --insert are mutually exclusive\n$/,
    ],
    ['update-memory-device test --requested-size 1M', /^error: no memory device found\n$/],
    ['blkdeviotune test vda --total-bytes-sec 1X', /^error: Scaled numeric value '1X' for <total-bytes-sec>/],
    ['domiftune test testnet0 --inbound 1,x', /^error: field 'peak' is malformed\n$/],
    ['domiftune test testnet0 --outbound ,5', /^error: outbound average is mandatory\n$/],
    ['domiftune test testnet0 --outbound 1,2,3,4', /^error: outbound floor is unsupported yet\n$/],
    [
      'migrate-setspeed test 99999999999999',
      /^error: Numeric value '99999999999999' for <bandwidth> option is mal/,
    ],
    [
      'migrate-setmaxdowntime test 500',
      /^error: this function is not supported by the connection driver: dom/,
    ],
    ['domhostname test --source dns', /^error: Unknown data source 'dns'\n$/],
    ['guestvcpus test --cpulist 1', /^error: One of options --enable or --disable is required by option --c/],
    ['guestvcpus test --enable', /^error: Option --cpulist is required by option --enable\n$/],
    ['set-user-sshkeys test root --remove', /^error: Option --file is required by option --remove\n$/],
    ['domfsinfo test', /^error: Unable to get filesystem information\nerror: this function is not supported/],
    ['nodecpumap', /^CPUs present: {3}8\nCPUs online: {4}3\nCPU map: {8}y-y-y---\n$/],
    ['nodecpumap --pretty', /CPU map: {8}0,2,4\n$/],
    ['nodecpustats', /^user: {21}9797400000\nsystem: {15}34678723400000\n[\s\S]*iowait: {20}763600000\n$/],
    ['freecell --cellno 1', /^1: 2048 KiB\n$/],
    ['freecell --cellno 9', /^error: invalid argument: Range exceeds available cells\n$/],
    ['freepages --cellno 0 --pagesize 4', /^4KiB: 19\n$/],
    ['nodememstats', /^error: Unable to get memory stats\nerror: this function is not supported/],
    ['domfsthaw test /mnt', /^error: Unable to thaw filesystems: specifying mountpoints is not supported\n$/],
    ['domcontrol test', /^ok\n$/],
    ['set-lifecycle-action test sleep destroy', /^error: Invalid lifecycle type 'sleep'.\n$/],
    ['set-lifecycle-action test crash sleep', /^error: Invalid lifecycle action 'sleep'.\n$/],
    ['set-lifecycle-action test crash preserve; dumpxml test', /<on_crash>preserve<\/on_crash>/],
    [
      'detach-device-alias test nothing',
      /^error: Failed to detach device with alias nothing\nerror: device not found: no device found with alias/,
    ],
    ['list --name --without-snapshot', /^test\n$/],
    ['list --name --with-snapshot', /^$/],
    ['net-event --list', /^lifecycle\n$/],
    ['net-event', /^error: either --list or --event <type> is required\n$/],
    ['cpu-compare a.xml', /^error: unknown command: 'cpu-compare': processors are not compared here/],
    ['memtune test', /^error: unknown command: 'memtune': .* control groups, which are not managed here\n$/],
    ['pool-list', /^error: unknown command: 'pool-list': storage pools and volumes are not managed here\n$/],
    ['blockcopy test vda', /^error: need either --dest or --xml\n$/],
    ['blockcopy test vda --dest /a --xml b', /^error: Options --dest and --xml are mutually exclusive\n$/],
    [
      'blockcopy test vda --dest /a&b --format qcow2 --print-xml',
      /^<disk type='file'>\n {2}<source file='\/a&amp;b'\/>\n {2}<driver type='qcow2'\/>\n<\/disk>\n$/,
    ],
  ])('%s', async (script, expected) => expect(await said(script)).toMatch(expected))

  it('media of a drive', async () => {
    const drive = 'attach-disk test --type cdrom --config --live'
    const script = [
      `${drive} /one.iso hdc`,
      'change-media test hdc --insert /two.iso',
      'change-media test hdc /two.iso',
      'change-media test hdc --update',
      'change-media test hdc --update --block /dev/sr0 --print-xml',
      'change-media test hdc --insert',
      'change-media test hdc --insert /three.iso --config',
      'domblklist test',
      'domblklist test --inactive',
    ]
    expect((await said(script.join('; '))).replaceAll(/ +/g, ' ')).toBe(
      [
        "error: The disk device 'hdc' already has media\n",
        'Successfully updated media.',
        'Successfully ejected media.',
        "<disk type='block' device='cdrom'>\n <source dev='/dev/sr0'/>\n <target dev='hdc' bus='ide'/>\n <readonly/>\n</disk>\n",
        'error: New disk media source was not specified\n',
        "error: The disk device 'hdc' already has media\n",
        ' vda /guest/diskimage1\n hdc -\n',
        ' vda /guest/diskimage1\n hdc /one.iso\n',
      ].join(''),
    )
  })
})
