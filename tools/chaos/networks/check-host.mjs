import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { differences } from '../checks/differences.mjs'
import { subnet } from './description.mjs'

/** @typedef {import('./seen.mjs').SeenNetwork} SeenNetwork */

/**
 * Each active network has its bridge, its rules and one dnsmasq, and there is nothing that is none of these.
 * @param {import('../home.mjs').Home} home @param {readonly SeenNetwork[]} networks
 */
export function checkNetworkHost(home, networks) {
  const active = networks.filter(({ facts }) => facts.live)
  const links = linksNow()
  return [
    ...active.flatMap((network) => checkBridge(network, links)),
    ...differences(
      'table',
      tables(),
      active.map(({ bridge }) => `virt_${bridge}`),
    ),
    ...active.flatMap(checkRules),
    ...checkDnsmasq(home, active),
  ]
}

/** @typedef {{ifname: string, ifindex: number, address: string, flags: string[], master?: string, addr_info: {local: string}[]}} Link */

/** @returns {readonly Link[]} */
const linksNow = () => JSON.parse(run('ip', '-json', 'address'))

/** @param {SeenNetwork} network @param {readonly Link[]} links */
function checkBridge({ actor, bridge, mac }, links) {
  const link = links.find(({ ifname }) => ifname === bridge)
  if (!link) return [`${actor.key}: bridge ${bridge} is missing`]
  const address = `${subnet(actor.index)}.1`
  return [
    ...(link.address === mac ? [] : [`${actor.key}: ${bridge} has the address ${link.address}, not ${mac}`]),
    ...(link.flags.includes('UP') ? [] : [`${actor.key}: ${bridge} is down`]),
    ...differences(
      `${actor.key}: address`,
      link.addr_info.map(({ local }) => local),
      [address],
    ),
  ]
}

/**
 * A card is on its network's bridge, unless that bridge came after it.
 * @param {readonly import('../seen.mjs').Seen[]} machines @param {readonly SeenNetwork[]} networks
 */
export function checkWires(machines, networks) {
  const links = linksNow()
  const named = (/** @type {string | undefined} */ name) => links.find(({ ifname }) => ifname === name)
  return machines.flatMap(({ actor, wires }) =>
    wires.flatMap((wire) => {
      const bridge = networks.find((network) => network.actor === actor.network)?.bridge
      const [tap, on] = [named(wire), named(bridge)]
      const expected = tap && on && on.ifindex < tap.ifindex ? [bridge] : [bridge, undefined]
      return expected.includes(tap?.master)
        ? []
        : [`${actor.key}: ${wire} is on ${tap?.master}, and should be on ${bridge}`]
    }),
  )
}

function tables() {
  const lines = run('nft', 'list', 'tables').split('\n').filter(Boolean)
  return lines.map((line) => line.replace('table inet ', ''))
}

/** @param {SeenNetwork} network */
function checkRules({ actor, bridge }) {
  if (!tables().includes(`virt_${bridge}`)) return []
  const lines = run('nft', 'list', 'table', 'inet', `virt_${bridge}`).split('\n')
  const chains = lines.filter((line) => line.includes('chain '))
  const rules = lines.filter((line) => /accept|reject|masquerade|checksum/.test(line) && !/policy/.test(line))
  const inChains = chains.flatMap((chain) => rulesOf(lines, chain))
  return [
    ...(chains.length === 6 ? [] : [`${actor.key}: its table has ${chains.length} chains`]),
    ...(rules.length >= 10 ? [] : [`${actor.key}: its table has only ${rules.length} rules`]),
    ...(new Set(inChains).size === inChains.length ? [] : [`${actor.key}: rules are doubled`]),
  ]
}

/** @param {readonly string[]} lines @param {string} chain */
function rulesOf(lines, chain) {
  const begin = lines.indexOf(chain)
  const length = lines.slice(begin).findIndex((line) => line.trim() === '}')
  return lines.slice(begin + 1, begin + length).map((line) => `${chain}${line}`)
}

/** @param {import('../home.mjs').Home} home @param {readonly SeenNetwork[]} active */
function checkDnsmasq(home, active) {
  const { dnsmasq } = home.networks
  const found = home.dnsmasqs()
  const words = found.map(({ conf }) => conf)
  const expected = active.map(({ actor }) => join(dnsmasq, `${actor.key}.conf`))
  return [
    ...differences('dnsmasq of', words, expected),
    ...(new Set(words).size === words.length ? [] : [`dnsmasqs are doubled: ${words.join(', ')}`]),
    ...found.flatMap(({ pid, conf }) => {
      const path = conf.replace(/conf$/, 'pid')
      const written = existsSync(path) ? readFileSync(path, 'utf8').trim() : 'nothing'
      return written === String(pid) ? [] : [`${path} says ${written} instead of ${pid}`]
    }),
  ]
}

/** @param {string} program @param {readonly string[]} args */
const run = (program, ...args) => execFileSync(program, args, { encoding: 'utf8' })
