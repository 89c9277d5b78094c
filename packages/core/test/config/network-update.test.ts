import { describe, expect, it } from 'vitest'
import {
  formatNetwork,
  parseNetwork,
  parseNetworkSection,
  updateNetwork,
  type NetworkSection,
  type NetworkUpdate,
  type NetworkUpdateCommand,
} from '../../src/config.js'
import { VirtError } from '../../src/errors/virt-error.js'
import { peer } from '../../../../tools/peers.mjs'
import { casesOf, failing, load, type CorpusCase } from './corpus.js'

interface UpdateCase extends CorpusCase {
  readonly net: string
  readonly update: string
  readonly command: string
  readonly section: string
  readonly index: number | null
}

const set = 'networkxml2xmlupdate'

const word = (constant: string, prefix: string): string =>
  constant.replace(prefix, '').toLowerCase().replaceAll('_', '-')

function updated({ net, update, command, section, index }: UpdateCase): string {
  const of = word(section, 'VIR_NETWORK_SECTION_') as NetworkSection
  const config = updateNetwork(parseNetwork(load(set, net)), {
    command: word(command, 'VIR_NETWORK_UPDATE_COMMAND_') as NetworkUpdateCommand,
    section: of,
    parentIndex: index ?? undefined,
    value: parseNetworkSection(of, load(set, update)),
  } as NetworkUpdate)
  return formatNetwork(config)
}

describe.skipIf(!peer('corpus'))("libvirt's own updates of networks", () => {
  const cases = casesOf(set) as readonly UpdateCase[]

  it('that succeed have the same result, to the letter', () => {
    const good = cases.filter((one) => one.expect === 'success')
    expect(failing(good, (one) => updated(one as UpdateCase) === load(set, one.out!))).toEqual([])
  })

  it('that fail are refused with a code', () => {
    const refused = (one: UpdateCase): boolean => {
      try {
        updated(one)
        return false
      } catch (error) {
        return VirtError.is(error) && ['XML_ERROR', 'OPERATION_INVALID', 'NO_SUPPORT'].includes(error.code)
      }
    }
    const bad = cases.filter((one) => one.expect === 'fail')
    expect(failing(bad, (one) => refused(one as UpdateCase))).toEqual([])
  })
})

describe('a change of a network', () => {
  const network = parseNetwork(`
    <network>
      <name>n</name>
      <forward mode='nat'/>
      <dns><srv service='a' protocol='tcp'/><srv service='b' protocol='tcp'/></dns>
      <ip address='10.0.0.1' prefix='24'/>
      <ip address='10.0.1.1' prefix='24'><dhcp><host mac='52:54:00:00:00:01' ip='10.0.1.2'/></dhcp></ip>
    </network>`)

  const change = (command: NetworkUpdateCommand, section: NetworkSection, xml: string): NetworkUpdate =>
    ({ command, section, value: parseNetworkSection(section, xml) }) as NetworkUpdate

  const complaint = (update: NetworkUpdate): string => {
    try {
      updateNetwork(network, update)
      return 'done'
    } catch (error) {
      return VirtError.is(error) ? error.code : String(error)
    }
  }

  it('finds the address that has DHCP', () => {
    const host = "<host mac='52:54:00:00:00:02' ip='10.0.1.3'/>"
    const { ips } = updateNetwork(network, change('add-first', 'ip-dhcp-host', host))
    expect(ips?.map(({ dhcp }) => dhcp?.hosts?.map(({ ip }) => ip))).toEqual([
      undefined,
      ['10.0.1.3', '10.0.1.2'],
    ])
  })

  it('leaves the network that it was given as it is', () => {
    const before = formatNetwork(network)
    updateNetwork(network, change('delete', 'ip-dhcp-host', "<host ip='10.0.1.2'/>"))
    expect(formatNetwork(network)).toBe(before)
  })

  it.each<[string, NetworkUpdate, string]>([
    ['several records fit', change('delete', 'dns-srv', "<srv protocol='tcp'/>"), 'OPERATION_INVALID'],
    [
      'another address has DHCP',
      {
        ...change('add-last', 'ip-dhcp-range', "<range start='10.0.0.2' end='10.0.0.3'/>"),
        parentIndex: 0,
      },
      'OPERATION_INVALID',
    ],
    [
      'there is no such address',
      { ...change('delete', 'ip-dhcp-host', "<host name='x'/>"), parentIndex: 2 },
      'OPERATION_INVALID',
    ],
    [
      'ranges cannot be modified',
      change('modify', 'ip-dhcp-range', "<range start='10.0.1.2' end='10.0.1.3'/>"),
      'NO_SUPPORT',
    ],
    ['the whole section cannot be', change('modify', 'bridge', "<bridge name='x'/>"), 'NO_SUPPORT'],
    ['it is not whole', change('add-last', 'dns-host', "<host ip='10.0.0.9'/>"), 'XML_ERROR'],
  ])('is refused when %s', (_, update, code) => {
    expect(complaint(update)).toBe(code)
  })
})
