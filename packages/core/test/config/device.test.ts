import { describe, expect, it } from 'vitest'
import { formatDevice, parseDevice } from '../../src/config.js'

describe('parseDevice', () => {
  it('gives a device under the name of its element', () => {
    const device = parseDevice(`<disk type='block'><source dev='/dev/sdx'/><target dev='vda'/></disk>`)
    expect(device).toEqual({
      disk: {
        type: 'block',
        device: 'disk',
        source: { dev: '/dev/sdx' },
        target: { dev: 'vda', bus: 'virtio' },
      },
    })
    expect(parseDevice(formatDevice(device))).toEqual(device)
  })

  it('has booleans for yes and no, on and off, and numbers for numbers', () => {
    const xml = `<hostdev mode='subsystem' type='pci' managed='yes'>
  <source>
    <address domain='0x0000' bus='0x0a' slot='0x02' function='0x5'/>
  </source>
  <rom bar='off'/>
</hostdev>
`
    const device = parseDevice(xml)
    expect(device).toEqual({
      hostdev: {
        mode: 'subsystem',
        type: 'pci',
        managed: true,
        source: { address: { domain: 0, bus: 10, slot: 2, function: 5 } },
        rom: { bar: false },
      },
    })
    expect(formatDevice(device)).toBe(xml)
  })

  it.each(['<toaster/>', '<__proto__/>', '<constructor/>'])('refuses %s', (xml) => {
    expect(() => parseDevice(xml)).toThrow('unknown device type')
  })
})
