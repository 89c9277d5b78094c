import { formatDomain, parseDomain } from '@virt/core/config'
import { describe, expect, test } from 'vitest'
import { domainFromSxp, sxpOfDomain } from '../../src/convert/index.js'
import { parseSxp } from '../../src/sxp/index.js'
import { document, explicit, missing, missingItems } from './documents.js'
import { cases, here, type Case } from './sets.js'

function documentOf({ sexpr, configVersion }: Case): string {
  return formatDomain(domainFromSxp(sexpr, { configVersion }))
}

describe.runIf(here)('What libvirt 4.2 reads', () => {
  test.each(cases('sexpr2xml'))('$name', (each) => {
    expect(document(documentOf(each))).toEqual(document(each.xml))
  })
})

describe.runIf(here)('What libvirt 1.2 reads, which left more unsaid', () => {
  test.each(cases('sexpr2xml-1.2.21'))('$name', (each) => {
    expect(explicit(documentOf(each))).toEqual(explicit(each.xml))
  })
})

/** Today's spelling of what libvirt 0.2 says. */
function modern(xml: string): string {
  return xml
    .replace(/(?<=<uuid>)(.{8})(.{4})(.{4})(.{4})(.{12})(?=<)/, '$1-$2-$3-$4-$5')
    .replaceAll("type='aio'", "type='raw'")
}

describe.runIf(here)('What libvirt 0.2 reads, which knew less', () => {
  test.each(cases('sexpr2xml-0.2.3'))('$name', (each) => {
    expect(missing(document(modern(each.xml)), [document(documentOf(each))])).toEqual([])
  })
})

describe.runIf(here).each(['xml2sexpr', 'xml2sexpr-1.2.21'])('What libvirt writes: %s', (set) => {
  test.each(cases(set))('$name', ({ xml, sexpr, configVersion }) => {
    expect(sxpOfDomain(parseDomain(xml), { configVersion })).toEqual(parseSxp(sexpr))
  })
})

/** What libvirt 0.2 says and no later one does: the name of a routed card's device, which xend never read. */
function withoutOddities(sexpr: string): string {
  return sexpr.replace("(dev 'eth3')", '')
}

describe.runIf(here)('What libvirt 0.2 writes, which left more unsaid', () => {
  test.each(cases('xml2sexpr-0.2.3'))('$name', ({ xml, sexpr, configVersion }) => {
    const config = parseDomain(xml)
    const plain = { ...config, uuid: config.uuid?.replaceAll('-', '') }
    const told = parseSxp(withoutOddities(sexpr))
    expect(missingItems(told, [sxpOfDomain(plain, { configVersion })])).toEqual([])
  })
})
