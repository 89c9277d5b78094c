import { readFileSync } from 'node:fs'
import { formatCapabilities, parseCapabilities } from '@virt/core/config'
import { describe, expect, it } from 'vitest'
import { corpus, peer } from '../../../tools/peers.mjs'
import { capabilitiesFrom, type CapabilitiesSource } from '../src/capabilities/capabilities.js'

interface Case {
  readonly case: string
  readonly hostmachine: string
  readonly cpuinfo: string
  readonly caps: string
  readonly xml: string
}

const casesOf = (set: string): Case[] =>
  peer('corpus') ? (JSON.parse(readFileSync(`${corpus}/${set}/cases.json`, 'utf8')) as Case[]) : []

function load(set: string, { hostmachine, ...files }: Case): CapabilitiesSource & { readonly xml: string } {
  const text = (file: string): string =>
    readFileSync(`${corpus}/${set}/${file}`, 'utf8').replaceAll('\\\n', '')
  return {
    machine: hostmachine,
    cpuinfo: text(files.cpuinfo),
    capabilities: text(files.caps),
    xml: text(files.xml),
  }
}

describe.skipIf(!peer('corpus'))('capabilities of a Xen host', () => {
  it.each(casesOf('xencaps'))('$case: in the text of libvirt', (each) => {
    const { xml, ...source } = load('xencaps', each)
    expect(formatCapabilities(capabilitiesFrom(source))).toBe(xml)
  })

  it.each(casesOf('xencaps-0.2.3'))('$case: what libvirt 0.2.3 said', (each) => {
    const { xml, ...source } = load('xencaps-0.2.3', each)
    expect(capabilitiesFrom(source, { style: '2007' })).toEqual(parseCapabilities(xml))
  })
})

describe('capabilities', () => {
  it('passes over entries that it does not understand', () => {
    const source = { machine: 'x86_64', cpuinfo: '', capabilities: 'xen-3.0-x86_64 vm-9.9-z80 hvm-3.0-\0 ' }
    expect(capabilitiesFrom(source).guests?.map(({ osType, arch }) => [osType, arch.name])).toEqual([
      ['xen', 'x86_64'],
    ])
  })

  it('are those of a host without guests when Xen names none', () => {
    expect(capabilitiesFrom({ machine: 'x86_64', cpuinfo: '', capabilities: '' }).guests).toBeUndefined()
  })
})
