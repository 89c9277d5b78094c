import { describe, expect, it } from 'vitest'
import { formatDomainSnapshot, newDomainSnapshot, parseDomainSnapshot } from '../../src/config.js'
import { peer } from '../../../../tools/peers.mjs'
import { casesOf, failing, load, type CorpusCase } from './corpus.js'

const set = 'snapshotxml2xml'

/** What libvirt's own test makes of the input: a redefinition as it is; a new one at a given time, of a given domain. */
function made({ in: input, variant, flags }: CorpusCase & { variant?: string; flags?: string[] }): string {
  const config = parseDomainSnapshot(load(set, input))
  if (variant !== 'in->out') return formatDomainSnapshot(config)
  const [domain = 'NULL', time] = flags ?? []
  const domainUuid = domain === 'NULL' ? undefined : domain.replaceAll('"', '')
  return formatDomainSnapshot({ ...newDomainSnapshot(config, Number(time)), domainUuid })
}

describe('parseDomainSnapshot', () => {
  it.skipIf(!peer('corpus'))("brings libvirt's own test data out as libvirt does, to the letter", () => {
    expect(failing(casesOf(set), (one) => made(one) === load(set, one.out!))).toEqual([])
  })

  it.each([
    [
      'memory without a file',
      `<memory snapshot='external'/>`,
      'external memory snapshots require a filename',
    ],
    [
      'a file of no use',
      `<memory snapshot='no' file='/m'/>`,
      "memory filename '/m' requires external snapshot",
    ],
    ['a path that depends on where one is', `<memory snapshot='external' file='m'/>`, 'must be absolute'],
    ['a disk without a name', `<disks><disk snapshot='no'/></disks>`, "Missing required attribute 'name'"],
    [
      'an unknown place',
      `<disks><disk name='a' snapshot='moon'/></disks>`,
      "Invalid value for attribute 'snapshot'",
    ],
    ['an unknown state', '<state>dreaming</state>', "Invalid value for element 'state': 'dreaming'."],
  ])('refuses %s', (_, xml, message) => {
    expect(() => parseDomainSnapshot(`<domainsnapshot>${xml}</domainsnapshot>`)).toThrow(message)
  })
})
