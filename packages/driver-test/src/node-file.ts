import { readFile, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { domainFromElement, networkFromElement, parseXml, type XmlElement } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import { defineNetwork } from './define-network.js'
import { boot, define } from './life.js'
import { parseNodeInfo } from './node-info.js'
import { refusal } from './refusal.js'
import { startWish, withoutWishes } from './start-wish.js'
import { TestNode } from './test-node.js'
import { elements } from './xml-walk.js'

/**
 * A node as a file in libvirt's format describes it: `<node>` with `<cpu>`, `<memory>`, `<domain>` and `<network>`,
 * each in place or as `file='...'` relative to the node file. Other elements are for families that this driver has not.
 */
export async function readNode(path: string, signal: AbortSignal | undefined): Promise<TestNode> {
  const root = await readXml(path, 'node', signal)
  const node = new TestNode({ info: within(path, () => parseNodeInfo(root)), cells: [] })
  const add = { domain: addDomain, network: addNetwork }
  for (const [name, enter] of Object.entries(add))
    for (const element of elements(root, name)) {
      const [described, from] = await referenced(element, path, signal)
      within(from, () => enter(node, described, root))
    }
  return node
}

function addDomain(node: TestNode, element: XmlElement, root: XmlElement): void {
  const wish = startWish(element, root)
  const domain = define(node, domainFromElement(withoutWishes(element, root)))
  const { definition } = domain
  if (wish.managedSave && definition)
    domain.managedSave = { kind: 'save', state: 'running', config: definition }
  if (wish.state === 'shutoff' || !definition) return
  boot(node, domain, definition).become(wish.state, 'unknown')
  if (wish.transient) domain.definition = undefined
}

function addNetwork(node: TestNode, element: XmlElement): void {
  const network = defineNetwork(node, networkFromElement(element))
  network.live = network.definition
}

async function referenced(
  element: XmlElement,
  path: string,
  signal: AbortSignal | undefined,
): Promise<[XmlElement, string]> {
  const file = element.attributes?.file
  if (file === undefined) return [element, path]
  const target = resolve(dirname(path), file)
  return [await readXml(target, element.name, signal), target]
}

async function readXml(path: string, rootName: string, signal: AbortSignal | undefined): Promise<XmlElement> {
  const text = await readText(path, signal)
  return within(path, () => {
    const root = parseXml(text)
    if (root.name !== rootName)
      throw refusal('XML_ERROR', `expecting root element of '${rootName}', not '${root.name}'`)
    return root
  })
}

async function readText(path: string, signal: AbortSignal | undefined): Promise<string> {
  try {
    if ((await stat(path)).isFile()) return await readFile(path, { encoding: 'utf8', signal })
  } catch (cause) {
    signal?.throwIfAborted()
    throw refusal('OPEN_FAILED', `'${path}'`, cause)
  }
  throw refusal('OPEN_FAILED', `'${path}', which is not a regular file,`)
}

/** Errors of what is done here name the file. */
function within<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    const { code, detail, message } = VirtError.from(thrown)
    throw refusal(code, `${path}: ${detail ?? message}`, thrown)
  }
}
