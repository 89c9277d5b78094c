import { describe, expect, it } from 'vitest'
import { completeNetwork, formatNetwork, parseNetwork } from '../../src/config.js'

describe('parseNetwork', () => {
  it('fills in what libvirt does', () => {
    expect(
      completeNetwork({
        name: 'default',
        forward: { mode: 'nat' },
        ips: [{ address: '192.168.122.1', prefix: 24 }],
      }),
    ).toEqual({
      name: 'default',
      forward: { mode: 'nat' },
      bridge: { stp: true, delay: 0 },
      ips: [{ address: '192.168.122.1', prefix: 24 }],
    })
  })

  it.each([
    ['a name that is a path', '<name>a/b</name>', "name a/b cannot contain '/'"],
    ['no name', '', 'missing name information'],
    [
      'forwarding from nowhere',
      `<name>n</name><forward mode='nat'/>`,
      "nat forwarding requested, but no IP address provided for network 'n'",
    ],
    [
      'two devices that are one',
      `<name>n</name><forward mode='bridge' dev='a'><interface dev='b'/></forward>`,
      "forward dev 'a' must match first interface element dev 'b' in network 'n'",
    ],
    [
      'a lease that is too short',
      `<name>n</name><ip address='10.0.0.1'><dhcp><range start='10.0.0.2' end='10.0.0.3'><lease expiry='5' unit='seconds'/></range></dhcp></ip>`,
      'The minimum lease time should be greater than 2 minutes',
    ],
  ])('refuses %s', (_, xml, message) => {
    expect(() => parseNetwork(`<network>${xml}</network>`)).toThrow(message)
  })

  it('survives with its unknowns', () => {
    const config = parseNetwork(
      `<network future='1'><name>n</name><ip address='10.0.0.1' x='y'><z/></ip></network>`,
    )
    expect(parseNetwork(formatNetwork(config))).toEqual(config)
    expect(config.ips).toEqual([
      { address: '10.0.0.1', extra: { attributes: { x: 'y' }, elements: [{ name: 'z' }] } },
    ])
  })
})
