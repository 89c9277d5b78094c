import { texts } from '../corpus.mjs'

const sets = ['xmconfig', 'xmconfig-0.2.3', 'xmconfig-1.2.21', 'xlconfig']

/** Files of xm and xl. */
export function seeds() {
  const found = [...texts(sets, '.cfg'), ...texts(['conf'], '.conf')]
  return found.length > 0
    ? found
    : [Buffer.from('name = "a"\nmemory = 64\nkernel = "/k"\ndisk = [ "phy:/a,xvda,w" ]\n')]
}

export const words = [
  ...[
    '=',
    '+=',
    ' = ',
    '[',
    ']',
    '[[',
    ',',
    ';',
    '\n',
    '\r\n',
    '#',
    '"',
    "'",
    '"""',
    "'''",
    '\\',
    '\\x',
    '\\n',
    ' ',
  ],
  ...[
    '\uFEFF',
    '\0',
    '0x',
    '010',
    '-',
    '99999999999999999999',
    'name = ',
    'a += [ ',
    '"" , ',
    '\\\n',
    'é',
    '\\xc3',
  ],
]

const keys = [
  ...[
    'name',
    'uuid',
    'memory',
    'maxmem',
    'vcpus',
    'maxvcpus',
    'vcpu_avail',
    'cpus',
    'pae',
    'hap',
    'hpet',
    'tsc_mode',
  ],
  ...[
    'cdrom',
    'rtc_timeoffset',
    'localtime',
    'on_crash',
    'device_model',
    'sdl',
    'vnc',
    'vncdisplay',
    'vfb',
    'vga',
  ],
  ...[
    'videoram',
    'vif',
    'pci',
    'serial',
    'parallel',
    'soundhw',
    'builder',
    'type',
    'kernel',
    'extra',
    'boot',
    'bios',
  ],
  ...[
    'nestedhvm',
    'cpuid',
    'vnuma',
    'disk',
    'fda',
    'spice',
    'spiceport',
    'usbdevice',
    'usbctrl',
    'usbdev',
    'channel',
  ],
  ...['max_grant_frames', 'device_model_args', 'passthrough', 'bootloader'],
]
const values = [
  ...[
    '0',
    '1',
    '-1',
    '64',
    '99999999999',
    '""',
    '"hvm"',
    '"pvh"',
    '"pty"',
    '"none"',
    '"0-3"',
    '"host,tm=0"',
    '"all"',
  ],
  ...[
    '"phy:/dev/a,hda,w"',
    '"/a,raw,hdb,r,cdrom"',
    '"vdev=xvda,target=/a,b"',
    '",hdc:cdrom,r"',
    '"tap:aio:/a,sda,w!"',
  ],
  ...[
    '"target=rbd:a/b@c:mon_host=d\\\\:1\\\\;e,vdev=hda"',
    '"mac=00:16:3e:00:00:01,bridge=br0.1:2,script=openvswitch"',
  ],
  ...[
    '"rate=1Gb/s@1ms,ip=::1 10.0.0.1"',
    '"type=vnc,vncdisplay=1"',
    '"00:1b.0@1,permissive=1"',
    '"hostbus=1,hostaddr=2"',
  ],
  ...[
    '"tcp:h:1,server"',
    '"udp:a:1@b:2"',
    '"connection=socket,name=a"',
    '"type=qusb,version=1,ports=2"',
    '"constructor"',
  ],
  ...['[ "pnode=0", "size=1", "vcpus=0", "vdistances=10" ]'],
]

/** Files whose keys are known. */
export function files(fc) {
  const scalar = fc.constantFrom(...values)
  const list = fc.array(scalar, { maxLength: 5 }).map((items) => `[ ${items.join(', ')} ]`)
  const line = fc
    .tuple(fc.constantFrom(...keys), fc.oneof(scalar, list))
    .map(([key, value]) => `${key} = ${value}\n`)
  return fc.array(line, { maxLength: 20 }).map((lines) => `name = "d"\n${lines.join('')}`)
}
