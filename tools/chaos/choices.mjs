import { nanoDomainXml } from '../guests/index.mjs'

const tablet = "<input type='tablet' bus='usb'/>"
const usb = "<controller type='usb' index='0' model='qemu-xhci'/>"

const off = { running: false, paused: false, tablet: false }
const started = { ...off, running: true }

/** @typedef {import('@virt/core').Connection} Connection */
/** @typedef {import('./actor.mjs').Facts} Facts */

/** @param {string} name @param {number} revision */
function descriptionOf(name, revision) {
  const xml = nanoDomainXml({ name, uuid: uuidOf(name), devices: usb })
  return xml.replace('</name>', `</name><title>${revision}</title>`)
}

/** @param {string} name */
export function uuidOf(name) {
  return `00000000-0000-4000-8000-${name.replace(/\D/g, '').padStart(12, '0')}`
}

/** @param {(domain: import('@virt/core').Domain) => PromiseLike<unknown>} change */
const onDomain = (change) => (/** @type {Connection} */ connection, /** @type {string} */ name) =>
  change(connection.domain({ name, uuid: uuidOf(name) }))

/**
 * What may be done with a domain: when, how, and what is so afterwards.
 * @type {readonly {name: string, fits: (facts: Facts) => boolean,
 *   call: (connection: Connection, name: string, revision: number) => PromiseLike<unknown>,
 *   then: (facts: Facts, revision: number) => Facts}[]}
 */
export const choices = [
  {
    name: 'define',
    fits: () => true,
    call: (connection, name, revision) => connection.defineDomain(descriptionOf(name, revision)),
    then: (facts, revision) => ({ ...facts, revision }),
  },
  {
    name: 'undefine',
    fits: ({ revision }) => revision !== undefined,
    call: onDomain((domain) => domain.undefine()),
    then: ({ revision: _, ...facts }) => facts,
  },
  {
    name: 'start',
    fits: ({ revision, running }) => revision !== undefined && !running,
    call: onDomain((domain) => domain.start()),
    then: (facts) => ({ ...facts, ...started }),
  },
  {
    name: 'create',
    fits: ({ revision, running }) => revision === undefined && !running,
    call: (connection, name, revision) => connection.createDomain(descriptionOf(name, revision)),
    then: (facts) => ({ ...facts, ...started }),
  },
  {
    name: 'destroy',
    fits: ({ running }) => running,
    call: onDomain((domain) => domain.destroy()),
    then: (facts) => ({ ...facts, ...off }),
  },
  {
    name: 'suspend',
    fits: ({ running, paused }) => running && !paused,
    call: onDomain((domain) => domain.suspend()),
    then: (facts) => ({ ...facts, paused: true }),
  },
  {
    name: 'resume',
    fits: ({ paused }) => paused,
    call: onDomain((domain) => domain.resume()),
    then: (facts) => ({ ...facts, paused: false }),
  },
  {
    name: 'attach',
    fits: ({ running, tablet }) => running && !tablet,
    call: onDomain((domain) => domain.attachDevice(tablet, { live: true })),
    then: (facts) => ({ ...facts, tablet: true }),
  },
  {
    name: 'detach',
    fits: ({ tablet }) => tablet,
    call: onDomain((domain) => domain.detachDevice(tablet, { live: true })),
    then: (facts) => ({ ...facts, tablet: false }),
  },
]
