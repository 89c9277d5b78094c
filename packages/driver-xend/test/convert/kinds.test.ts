import { expect, test } from 'vitest'
import { sxpOfDomain } from '../../src/convert/index.js'
import { child, formatSxp, type Sxp } from '../../src/sxp/index.js'
import { cdrom, devices, disk, domain, line, sdl, vif, vnc, type Kind } from './fixtures.js'

/** Every item of an expression and of its image. */
function items(value: Sxp): readonly string[] {
  const image = child(value, 'image')?.[1] ?? []
  const others = (value as readonly Sxp[]).filter((item) => item[0] !== 'image')
  return [...(image as readonly Sxp[]), ...others].map(formatSxp)
}

/** What an expression has that one of a plain domain has not. */
function said(kind: Kind, configVersion: number, inside: string): string {
  const plain = items(sxpOfDomain(domain(kind, ''), { configVersion }))
  const all = items(sxpOfDomain(domain(kind, inside), { configVersion }))
  return all.filter((item) => !plain.includes(item)).join('')
}

test.each<readonly [Kind, number, string, string]>([
  ['pv', 4, disk('file', '', '/a'), '(device (vbd (dev xvda) (uname file:/a) (mode w)))'],
  ['pv', 4, disk('block', '', '/dev/a'), '(device (vbd (dev xvda) (uname phy:/dev/a) (mode w)))'],
  [
    'pv',
    4,
    disk('file', "<driver name='tap' type='raw'/>", '/a'),
    '(device (tap (dev xvda) (uname tap:aio:/a) (mode w)))',
  ],
  [
    'pv',
    4,
    disk('file', "<driver name='tap' type='qcow'/>", '/a'),
    '(device (tap (dev xvda) (uname tap:qcow:/a) (mode w)))',
  ],
  [
    'pv',
    4,
    disk('file', "<driver name='tap2' type='vhd'/>", '/a'),
    '(device (tap2 (dev xvda) (uname tap2:vhd:/a) (mode w)))',
  ],
  [
    'pv',
    4,
    disk('file', '', '/a', "<target dev='xvda'/><readonly/>"),
    '(device (vbd (dev xvda) (uname file:/a) (mode r)))',
  ],
  [
    'pv',
    4,
    disk('file', '', '/a', "<target dev='xvda'/><shareable/>"),
    "(device (vbd (dev xvda) (uname file:/a) (mode 'w!')))",
  ],
  ['pv', 4, cdrom, '(device (vbd (dev hdc:cdrom) (uname file:/c.iso) (mode r)))'],
  [
    'hvm',
    1,
    disk('file', '', '/a', "<target dev='hda'/>"),
    '(device (vbd (dev ioemu:hda) (uname file:/a) (mode w)))',
  ],
  [
    'hvm',
    2,
    disk('file', '', '/a', "<target dev='hda'/>"),
    '(device (vbd (dev hda:disk) (uname file:/a) (mode w)))',
  ],
  ['hvm', 1, cdrom, '(cdrom /c.iso)'],
  ['hvm', 3, cdrom, '(device (vbd (dev hdc:cdrom) (uname file:/c.iso) (mode r)))'],
  [
    'hvm',
    4,
    devices("<disk device='cdrom'><target dev='hdc'/></disk>"),
    '(device (vbd (dev hdc:cdrom) (mode r)))',
  ],
  ['hvm', 4, devices("<disk device='floppy'><source file='/f'/><target dev='fda'/></disk>"), '(fda /f)'],
  ['hvm', 1, devices("<disk device='floppy'><source file='/f'/><target dev='fdb'/></disk>"), '(fdb /f)'],

  [
    'pv',
    4,
    vif('bridge', "<source bridge='b'/>"),
    '(device (vif (mac 00:16:3e:00:00:01) (bridge b) (script vif-bridge)))',
  ],
  [
    'pv',
    4,
    vif('ethernet', "<ip address='10.0.0.1'/><script path='s'/>"),
    '(device (vif (mac 00:16:3e:00:00:01) (script s) (ip 10.0.0.1)))',
  ],
  [
    'pv',
    4,
    vif('ethernet', "<ip address='10.0.0.1'/><ip address='fe80::1'/>"),
    "(device (vif (mac 00:16:3e:00:00:01) (ip '10.0.0.1 fe80::1')))",
  ],
  [
    'pv',
    4,
    vif('ethernet', "<target dev='tap0'/><model type='e1000'/>"),
    '(device (vif (mac 00:16:3e:00:00:01) (vifname tap0) (model e1000)))',
  ],
  [
    'pv',
    4,
    vif('ethernet', "<bandwidth><outbound average='1024'/></bandwidth>"),
    '(device (vif (mac 00:16:3e:00:00:01) (rate 1024KB/s)))',
  ],
  [
    'hvm',
    3,
    vif('ethernet', "<model type='e1000'/>"),
    '(device (vif (mac 00:16:3e:00:00:01) (model e1000) (type ioemu)))',
  ],
  [
    'hvm',
    4,
    vif('ethernet', "<model type='e1000'/>"),
    '(device (vif (mac 00:16:3e:00:00:01) (model e1000)))',
  ],
  [
    'hvm',
    4,
    vif('ethernet', "<model type='netfront'/>"),
    '(device (vif (mac 00:16:3e:00:00:01) (type netfront)))',
  ],

  ['pv', 2, vnc, "(vnc 1)(vncunused 0)(vncdisplay 7)(vnclisten ::1)(vncpasswd 'p w')(keymap de)"],
  ['hvm', 4, vnc, "(vnc 1)(vncunused 0)(vncdisplay 7)(vnclisten ::1)(vncpasswd 'p w')(keymap de)"],
  [
    'pv',
    3,
    vnc,
    "(device (vkbd))(device (vfb (type vnc) (vncunused 0) (vncdisplay 7) (vnclisten ::1) (vncpasswd 'p w') (keymap de)))",
  ],
  ['pv', 4, devices("<graphics type='vnc'/>"), '(device (vkbd))(device (vfb (type vnc) (vncunused 1)))'],
  ['pv', 2, sdl, '(sdl 1)(display :1)(xauthority /x)'],
  ['hvm', 4, sdl, '(sdl 1)(display :1)(xauthority /x)'],
  ['pv', 4, sdl, '(device (vkbd))(device (vfb (type sdl) (display :1) (xauthority /x)))'],

  ['hvm', 4, line('serial', 'pty'), '(serial pty)'],
  ['hvm', 4, line('serial', 'null'), '(serial null)'],
  ['hvm', 4, line('serial', 'vc'), '(serial vc)'],
  ['hvm', 4, line('serial', 'stdio'), '(serial stdio)'],
  ['hvm', 4, line('serial', 'file', "<source path='/s'/>"), '(serial file:/s)'],
  ['hvm', 4, line('serial', 'pipe', "<source path='/s'/>"), '(serial pipe:/s)'],
  ['hvm', 4, line('serial', 'dev', "<source path='/dev/ttyS0'/>"), '(serial /dev/ttyS0)'],
  ['hvm', 4, line('serial', 'unix', "<source path='/s'/>"), '(serial unix:/s)'],
  ['hvm', 4, line('serial', 'unix', "<source mode='bind' path='/s'/>"), "(serial 'unix:/s,server,nowait')"],
  ['hvm', 4, line('serial', 'tcp', "<source host='h' service='1'/>"), '(serial tcp:h:1)'],
  [
    'hvm',
    4,
    line('serial', 'tcp', "<source mode='bind' host='h' service='1'/>"),
    "(serial 'tcp:h:1,server,nowait')",
  ],
  [
    'hvm',
    4,
    line('serial', 'tcp', "<source host='h' service='1'/><protocol type='telnet'/>"),
    '(serial telnet:h:1)',
  ],
  ['hvm', 4, line('serial', 'udp', "<source mode='connect' host='h' service='1'/>"), '(serial udp:h:1)'],
  [
    'hvm',
    4,
    line('serial', 'udp', "<source mode='connect' service='1'/><source mode='bind' host='b' service='2'/>"),
    "(serial 'udp::1@b:2')",
  ],
  ['hvm', 4, line('parallel', 'dev', "<source path='/dev/lp0'/>"), '(parallel /dev/lp0)'],
  [
    'hvm',
    4,
    devices("<serial type='pty'><target port='0'/></serial><serial type='null'><target port='2'/></serial>"),
    '(serial (pty none null))',
  ],

  [
    'hvm',
    4,
    '<os><type>hvm</type><loader type="rom">/l</loader><boot dev="network"/><boot dev="cdrom"/><boot dev="fd"/></os>',
    '(boot nda)',
  ],
  [
    'hvm',
    4,
    '<os><type>hvm</type><loader type="rom">/l</loader><kernel>/k</kernel><initrd>/i</initrd><cmdline>a b</cmdline></os>',
    "(kernel /k)(ramdisk /i)(args 'a b')(loader /l)",
  ],
  ['hvm', 4, "<features><hap state='off'/></features>", '(hap 0)'],
  [
    'hvm',
    4,
    '<features><pae/><acpi/><apic/><hap/><viridian/></features>',
    '(acpi 1)(apic 1)(pae 1)(hap 1)(viridian 1)',
  ],
  [
    'hvm',
    4,
    devices("<input type='tablet' bus='usb'/><input type='mouse' bus='usb'/>"),
    '(usbdevice tablet)(usbdevice mouse)',
  ],
  ['hvm', 4, devices("<sound model='sb16'/><sound model='ac97'/>"), "(soundhw 'sb16,ac97')"],
  ['hvm', 4, devices('<emulator>/e</emulator>'), '(device_model /e)'],
  ['pv', 2, devices('<emulator>/e</emulator>'), ''],
  ['pv', 3, devices('<emulator>/e</emulator>'), '(device_model /e)'],

  [
    'hvm',
    4,
    "<clock offset='variable' basis='localtime' adjustment='-60'/>",
    '(rtc_timeoffset -60)(localtime 1)(localtime 1)',
  ],
  ['hvm', 3, "<clock offset='localtime' adjustment='reset'/>", '(localtime 1)'],
  ['pv', 4, "<clock offset='localtime' adjustment='reset'/>", '(localtime 1)(localtime 1)'],
  [
    'hvm',
    4,
    "<clock offset='variable' adjustment='0' basis='utc'><timer name='hpet' present='no'/></clock>",
    '(hpet 0)',
  ],

  [
    'pv',
    4,
    '<bootloader>/b</bootloader><bootloader_args>-x</bootloader_args><os><type>linux</type><cmdline>ro</cmdline></os>',
    '(args ro)(bootloader /b)(bootloader_args -x)',
  ],
  ['pv', 4, '<bootloader/>', '(bootloader)'],
  ['pv', 4, "<vcpu cpuset='0-3,^2' current='2'>4</vcpu>", "(vcpus 4)(vcpu_avail 3)(cpus '0-1,3')"],
  ['hvm', 4, "<vcpu current='1'>2</vcpu>", '(vcpus 2)(vcpu_avail 1)(vcpus 2)(vcpu_avail 1)'],
  [
    'pv',
    4,
    "<vcpu cpuset='5'>3</vcpu><cputune><vcpupin vcpu='0' cpuset='0-2,^1'/><vcpupin vcpu='2' cpuset='7'/></cputune>",
    '(vcpus 3)(cpus ((0 2) (5) (7)))',
  ],
  ['pv', 4, '<description>two\nlines</description>', "(description 'two\\nlines')"],
  [
    'pv',
    4,
    '<on_poweroff>preserve</on_poweroff><on_crash>coredump-restart</on_crash>',
    '(on_poweroff preserve)(on_crash coredump-restart)',
  ],
  [
    'pv',
    4,
    '<uuid>00000000-0000-0000-0000-00000000000a</uuid>',
    '(uuid 00000000-0000-0000-0000-00000000000a)',
  ],
  ['pv', 4, "<currentMemory unit='KiB'>1025</currentMemory>", '(memory 2)'],
  [
    'pv',
    4,
    devices(
      "<hostdev mode='subsystem' type='pci'><source><address domain='1' bus='0xc' slot='0x1b' function='2'/></source></hostdev>",
    ),
    '(device (pci (dev (domain 0x0001) (bus 0x0c) (slot 0x1b) (func 0x2))))',
  ],
])('%s %i %s', (kind, configVersion, inside, expected) => {
  expect(said(kind, configVersion, inside)).toBe(expected)
})
