import { expect, test } from 'vitest'
import { build } from './definition.js'

const z = { arch: 's390x', machine: 's390-ccw-virtio' }
const host = (slot: number, zpci = ''): string =>
  `<hostdev mode='subsystem' type='pci'><source><address domain='0' bus='1' slot='${slot}' function='0'/></source>${zpci}</hostdev>`
const known = (numbers: string): string => `<address type='pci'><zpci ${numbers}/></address>`

function devices(xml: string): readonly object[] {
  return build('', xml, z)
    .filter((word) => /"driver":"(zpci|vfio-pci|virtio-blk)/.test(word))
    .map((word) => JSON.parse(word) as object)
}

test('on s390x each PCI device has a number, the lowest that is free unless it says which', () => {
  const disk =
    "<disk type='file' device='disk'><source file='/x'/><target dev='vda'/><address type='pci'/></disk>"
  expect(devices(disk + host(1, known("uid='0x0001'")) + host(2))).toMatchObject([
    { driver: 'zpci', uid: 2, fid: 0, target: 'virtio-disk0' },
    { driver: 'zpci', uid: 1, fid: 1, target: 'hostdev0' },
    { driver: 'zpci', uid: 3, fid: 2, target: 'hostdev1' },
    { driver: 'virtio-blk-pci' },
    { driver: 'vfio-pci' },
    { driver: 'vfio-pci' },
  ])
})

test('no two have the same number', () => {
  const twice = known("uid='0x0002'")
  expect(() => devices(host(1, twice) + host(2, twice))).toThrow('zPCI uid 2 is already used')
})
