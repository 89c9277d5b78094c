import { nothing, off } from './facts.mjs'

/**
 * What the daemon says of a machine, the tap devices that it says it has, those of them that are on a network,
 * and whether its images are just being merged.
 * @typedef {{readonly actor: import('./machine.mjs').Machine, readonly facts: import('./facts.mjs').Facts, readonly taps: readonly string[], readonly wires: readonly string[], readonly busy: boolean}} Seen
 */

/**
 * @param {import('@virt/core').Connection} connection @param {import('./machine.mjs').Machine} actor
 * @returns {Promise<Seen>}
 */
export async function seen(connection, actor) {
  const domain = await lookUp(connection, actor.uuid)
  if (!domain) return { actor, facts: nothing(actor.known.name), taps: [], wires: [], busy: false }
  const { state } = await domain.info()
  const running = domain.id !== undefined
  const live = running ? await domain.config() : undefined
  const persistent = domain.persistent === true
  const facts = {
    ...(live ? ofRun(live, state) : off),
    ...(persistent && (await ofDefinition(domain))),
    name: domain.name,
    snapshots: (await domain.snapshots()).map(({ name }) => ({ name, external: false, then: nothing(name) })),
    autostart: persistent && (await domain.autostart()),
  }
  const busy = running && (await domain.disk('vda').jobInfo()) !== undefined
  const cards = live?.devices?.interfaces ?? []
  const wires = cards.filter(({ type }) => type === 'network').map(nameOf)
  return { actor, facts, busy, taps: cards.map(nameOf), wires }
}

/** @param {import('@virt/core/config').InterfaceConfig} card */
const nameOf = ({ target }) => target?.dev ?? ''

/** @param {import('@virt/core').Connection} connection @param {string} uuid */
async function lookUp(connection, uuid) {
  return (await connection.listDomains()).find((domain) => domain.uuid === uuid)
}

/** @param {import('@virt/core/config').DomainConfig} live @param {string} state */
function ofRun({ devices }, state) {
  const tablet = devices?.inputs?.some(({ type, bus }) => type === 'tablet' && bus === 'usb') ?? false
  const medium = Number(/medium(\d)/.exec(sourceOf(devices, 'sda'))?.[1] ?? -1)
  const cards = cardsOf(devices)
  const [wire, plug] = [cards.includes('virtio'), cards.includes('usb-net')]
  return { running: true, paused: state === 'paused', tablet, medium, wire, plug, top: levelOf(devices) }
}

const savedSomehow = { paused: false, tablet: false, medium: 0, wire: false }

/** @param {import('@virt/core').Domain} domain */
async function ofDefinition(domain) {
  const { title, devices } = await domain.config({ inactive: true })
  const saved = (await domain.hasManagedSave()) ? savedSomehow : undefined
  const definedWire = cardsOf(devices).length > 0
  return { revision: Number(title), defined: levelOf(devices), definedWire, saved }
}

/** @typedef {import('@virt/core/config').DomainConfig['devices']} Devices */

/** @param {Devices} devices @param {string} target */
function sourceOf(devices, target) {
  return devices?.disks?.find((disk) => disk.target.dev === target)?.source?.file ?? ''
}

/** The models of the cards on networks. @param {Devices} devices */
function cardsOf(devices) {
  const cards = devices?.interfaces?.filter(({ type }) => type === 'network') ?? []
  return cards.map(({ model }) => model?.type)
}

/** @param {Devices} devices */
function levelOf(devices) {
  return Number(/\.e(\d+)$/.exec(sourceOf(devices, 'vda'))?.[1] ?? 0)
}
