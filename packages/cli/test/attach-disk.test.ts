import { describe, expect, it } from 'vitest'
import { onTest } from './run.js'

const printed = async (words: string): Promise<string> =>
  (await onTest('-q', `attach-disk --print-xml x ${words}`)).merged.trimEnd()

describe('attach-disk --print-xml', () => {
  it.each([
    [
      '/x vda virtio',
      "<disk type='file'>\n  <source file='/x'/>\n  <target dev='vda' bus='virtio'/>\n</disk>",
    ],
    [
      "'' hdc --type cdrom --mode readonly",
      "<disk type='file' device='cdrom'>\n  <source file=''/>\n  <target dev='hdc'/>\n  <readonly/>\n</disk>",
    ],
    [
      '/x sda --shareable --rawio',
      "<disk type='file' rawio='yes'>\n  <source file='/x'/>\n  <target dev='sda'/>\n  <shareable/>\n</disk>",
    ],
    [
      "'/a&b' sda --serial '<s>' --alias ua-x --wwn 5000c50015ea71ad",
      "<disk type='file'>\n  <source file='/a&amp;b'/>\n  <target dev='sda'/>\n  <serial>&lt;s&gt;</serial>\n  <alias name='ua-x'/>\n  <wwn>5000c50015ea71ad</wwn>\n</disk>",
    ],
    [
      'v vda --source-protocol rbd --source-host-name h:1 --source-host-transport tcp',
      "<disk type='network'>\n  <source protocol='rbd' name='v'>\n    <host transport='tcp' name='h' port='1'/>\n  </source>\n  <target dev='vda'/>\n</disk>",
    ],
    [
      '/x sda --address usb:1.2',
      "<disk type='file'>\n  <source file='/x'/>\n  <target dev='sda'/>\n  <address type='usb' bus='1' port='2'/>\n</disk>",
    ],
    [
      '/x xvda --address ide:1.2.3',
      "<disk type='file'>\n  <source file='/x'/>\n  <target dev='xvda'/>\n  <address type='drive' controller='1' bus='2' unit='3'/>\n</disk>",
    ],
  ])('%s', async (words, xml) => expect(await printed(words)).toBe(xml))

  it.each([
    ['/x vda --address pci:1.2.3', 'error: Invalid address.'],
    ['/x vda --address pci', 'error: Invalid address.'],
    ['/x vda --address pci:g.0.0.0', 'error: Invalid address.'],
    ['/x vda --wwn 12', 'error: XML error: malformed wwn: 12'],
    [
      '/x vda --source-host-name h',
      'error: Option --source-protocol is required by option --source-host-name',
    ],
    [
      '/x vda --source-protocol nbd --source-host-transport unix --source-host-socket /s --source-host-name h',
      'error: Options --source-host-name and --source-host-socket are mutually exclusive',
    ],
    ['/x vda --live --current', 'error: Options --current and --live are mutually exclusive'],
  ])('%s is refused', async (words, message) => expect(await printed(words)).toBe(message))
})
