import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatDomain,
  formatXml,
  parseDomain,
  parseXml,
  type XmlElement,
  type XmlNode,
} from '../../src/config.js'
import { VirtError } from '../../src/errors/virt-error.js'

const name = fc.stringMatching(/^[a-z_][a-z0-9_.-]{0,8}$/).map((word) => `x-${word}`)
const text = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .map((one) => one.replace(/[^\t\n -\ud7ff\ue000-\ufffd]/g, ''))
const attributes = fc.dictionary(name, text, { minKeys: 1, maxKeys: 3 })

const leaf: fc.Arbitrary<XmlElement> = fc.record({ name, attributes })
const branch: fc.Arbitrary<XmlElement> = fc.record({
  name,
  children: fc.array(leaf, { minLength: 1, maxLength: 3 }),
})

const domain = parseXml(
  `<domain type='test'>
  <name>fv0</name><memory>1024</memory><vcpu>2</vcpu>
  <os><type arch='i686'>hvm</type><boot dev='hd'/></os>
  <features><acpi/><hyperv><relaxed state='on'/></hyperv></features>
  <cpu mode='custom'><model>486</model><topology sockets='1' cores='2' threads='1'/></cpu>
  <clock offset='utc'><timer name='rtc'><catchup limit='3'/></timer></clock>
  <devices>
    <disk><driver name='qemu'/><source file='/x'/><target dev='vda'/><boot order='1'/></disk>
    <interface type='network'><source network='default'/><vlan><tag id='4'/></vlan></interface>
    <graphics type='vnc'><listen type='address'/></graphics>
    <video><model type='vga'/></video>
  </devices>
</domain>`.replace(`<boot dev='hd'/>`, ''),
)

/** All elements of a document, as paths of child indices. */
function paths({ children = [] }: XmlElement, path: readonly number[] = []): (readonly number[])[] {
  return [
    path,
    ...children.flatMap((node, at) => (typeof node === 'string' ? [] : paths(node, [...path, at]))),
  ]
}

function insert(
  element: XmlElement,
  [at, ...rest]: readonly number[],
  added: Record<string, string>,
  child: XmlElement,
): XmlElement {
  const { children = [] } = element
  if (at === undefined)
    return { ...element, attributes: { ...element.attributes, ...added }, children: [...children, child] }
  return {
    ...element,
    children: children.map((node, index) =>
      index === at ? insert(node as XmlElement, rest, added, child) : node,
    ),
  }
}

function everything(element: XmlElement): XmlElement[] {
  return [
    element,
    ...(element.children ?? []).flatMap((node: XmlNode) =>
      typeof node === 'string' ? [] : everything(node),
    ),
  ]
}

describe('for any input', () => {
  it('unknown attributes and elements survive wherever they stand', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...paths(domain)),
        attributes,
        fc.oneof(leaf, branch),
        (path, added, child) => {
          const config = parseDomain(formatXml(insert(domain, path, added, child)))
          const written = formatDomain(config)
          const found = everything(parseXml(written))
          expect(
            found.some((element) =>
              Object.entries(added).every(([key, value]) => element.attributes?.[key] === value),
            ),
          ).toBe(true)
          expect(found).toContainEqual(child)
          expect(parseDomain(written)).toEqual(config)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('text survives', () => {
    fc.assert(
      fc.property(
        text.filter((one) => one.trim() !== ''),
        (description) => {
          const xml = formatDomain({ ...parseDomain(formatXml(domain)), description })
          expect(parseDomain(xml).description).toBe(description)
        },
      ),
    )
  })

  it('broken text is refused with a code, or read', () => {
    const xml = formatXml(domain)
    fc.assert(
      fc.property(fc.nat(xml.length), fc.nat(30), fc.string({ maxLength: 5 }), (at, length, garbage) => {
        try {
          parseDomain(xml.slice(0, at) + garbage + xml.slice(at + length))
        } catch (error) {
          expect(VirtError.is(error), String(error)).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })
})
