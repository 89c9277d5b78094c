import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import type { InterfaceConfig, IpAddress } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import { tapTypes } from '../../command-line/interfaces/taps.js'
import { queuesOf } from '../../command-line/interfaces/queues.js'
import { police, shape } from '../../networks/host/bandwidth.js'
import { run, tryRun } from '../../networks/host/run.js'
import { hostFailure } from './failure.js'

/**
 * Make the host's ends of a domain's network cards: tap devices on their bridges, and macvtap devices on the host's own cards.
 * Each is marked as the domain's, whose uuid this is.
 */
export async function makeTaps(interfaces: readonly InterfaceConfig[], uuid: string): Promise<void> {
  const made = interfaces.filter(isMadeForUs)
  if (made.length === 0) return
  const links = made.flatMap((nic) => linkCommands(nic, uuid))
  try {
    await change('ip', links)
  } catch (error) {
    const names = made.map(({ target }) => target?.dev).join(', ')
    throw hostFailure(`Unable to create tap device ${names}: ${VirtError.from(error).detail ?? ''}`, error)
  }
  await change('tc', made.flatMap(bandwidthCommands))
  for (const nic of interfaces) await tuneTap(nic)
}

/**
 * Remove what `makeTaps` has made. What is not there any more is no matter, and what has the name by now is left alone: others may
 * have made it, or another domain that came since.
 */
export async function removeTaps(interfaces: readonly InterfaceConfig[], uuid: string): Promise<void> {
  for (const nic of interfaces) {
    const script = scriptOf(nic, nic.downscript)
    if (script !== undefined) await tryRun(script, [nic.target?.dev ?? ''])
  }
  const indices = interfaces.filter(isMadeForUs).flatMap(({ target }) => markedIndex(target?.dev, uuid) ?? [])
  if (indices.length === 0) return
  await tryRun('ip', ['-force', '-batch', '-'], lines(indices.map((index) => `link delete dev if${index}`)))
}

const mark = (uuid: string): string => `virt-${uuid}`

/** The kernel's number of a domain's device, which no later one gets. */
function markedIndex(name: string | undefined, uuid: string): string | undefined {
  const said = (file: string): string => readFileSync(`/sys/class/net/${name ?? ''}/${file}`, 'latin1').trim()
  try {
    return said('ifalias') === mark(uuid) ? said('ifindex') : undefined
  } catch {
    return undefined
  }
}

/** Whether the host's end of a card is ours to make and to remove: others are somebody else's. */
export function isMadeForUs({ type, target }: InterfaceConfig): boolean {
  return type === 'direct' || (tapTypes.has(type) && target?.managed !== false)
}

/** @throws CONFIG_UNSUPPORTED when the kernel, or the tools that we use, would not take the name for one. */
export function checkLinkName(name: string): void {
  if (/^[\w.+@][\w.+@-]{0,14}$/.test(name) && !/^\.+$/.test(name)) return
  throw new VirtError('CONFIG_UNSUPPORTED', `'${name}' is no name of a network interface`, { origin: 'QEMU' })
}

function linkCommands(nic: InterfaceConfig, uuid: string): readonly string[] {
  const name = nic.target?.dev ?? ''
  const [made, ...more] = nic.type === 'direct' ? macvtapCommands(nic, name) : tapCommands(nic, name)
  return [made ?? '', `link set dev ${name} alias ${mark(uuid)}`, ...more]
}

/** A tap device's own address has a first byte that makes bridges not prefer it. */
function tapCommands(nic: InterfaceConfig, name: string): readonly string[] {
  const bridge = nic.type === 'ethernet' ? undefined : bridgeOf(nic)
  const mtu = nic.mtu?.size ?? (bridge === undefined ? undefined : mtuOf(bridge))
  const address = nic.mac && `fe${nic.mac.address.slice(2)}`
  return [
    `tuntap add dev ${name} mode tap${queuesOf(nic) > 1 ? ' multi_queue' : ''}`,
    ...(address === undefined ? [] : [`link set dev ${name} address ${address}`]),
    ...(mtu === undefined ? [] : [`link set dev ${name} mtu ${mtu}`]),
    ...(bridge === undefined ? [] : [`link set dev ${name} master ${bridge}`]),
    ...(bridge !== undefined && nic.port?.isolated
      ? [`link set dev ${name} type bridge_slave isolated on`]
      : []),
    ...(nic.source?.ips ?? []).map((ip) => addressCommand(ip, name)),
    `link set dev ${name} up`,
  ]
}

function addressCommand({ address, prefix, peer }: IpAddress, name: string): string {
  const length = prefix === undefined ? '' : `/${prefix}`
  const both = [address, peer].filter((each) => each !== undefined)
  if (!both.every((each) => isIP(each) !== 0)) throw hostFailure(`'${both.join(' ')}' is no IP address`)
  return peer === undefined
    ? `address add ${address}${length} dev ${name}`
    : `address add ${address} peer ${peer}${length} dev ${name}`
}

const macvtapModes: Readonly<Record<string, string>> = {
  vepa: 'vepa',
  private: 'private',
  bridge: 'bridge',
  passthrough: 'passthru',
}

function macvtapCommands({ source, mac, mtu }: InterfaceConfig, name: string): readonly string[] {
  const { dev = '', mode = 'vepa' } = source ?? {}
  checkLinkName(dev)
  const kind = macvtapModes[mode]
  if (kind === undefined) throw hostFailure(`macvtap mode '${mode}' is not supported`)
  return [
    `link add link ${dev} name ${name}${mac ? ` address ${mac.address}` : ''} type macvtap mode ${kind}`,
    ...(mtu === undefined ? [] : [`link set dev ${name} mtu ${mtu.size}`]),
    `link set dev ${name} up`,
  ]
}

function bridgeOf({ source, target }: InterfaceConfig): string {
  const { bridge = '' } = source ?? {}
  checkLinkName(bridge)
  if (existsSync(`/sys/class/net/${bridge}/bridge`)) return bridge
  throw hostFailure(`Unable to add bridge ${bridge} port ${target?.dev ?? ''}: No such device`)
}

function mtuOf(device: string): number {
  return Number(readFileSync(`/sys/class/net/${device}/mtu`, 'latin1'))
}

function bandwidthCommands({ bandwidth, target }: InterfaceConfig): readonly string[] {
  const { inbound, outbound } = bandwidth ?? {}
  const name = target?.dev ?? ''
  return [...(inbound ? shape(name, inbound) : []), ...(outbound ? police(name, outbound) : [])]
}

async function tuneTap(nic: InterfaceConfig): Promise<void> {
  const name = nic.target?.dev ?? ''
  const frames = nic.coalesce?.rx?.frames?.max
  if (frames !== undefined) await run('ethtool', ['-C', name, 'rx-frames', String(frames)])
  const script = scriptOf(nic, nic.script)
  if (script !== undefined) await run(script, [name])
}

/** The program that is run with the name of a plain tap device, when it comes and when it goes. */
function scriptOf({ type }: InterfaceConfig, script: InterfaceConfig['script']): string | undefined {
  return type === 'ethernet' && script && !['', 'no'].includes(script.path) ? script.path : undefined
}

async function change(program: 'ip' | 'tc', commands: readonly string[]): Promise<void> {
  if (commands.length > 0) await run(program, ['-batch', '-'], lines(commands))
}

function lines(commands: readonly string[]): string {
  return commands.map((command) => `${command}\n`).join('')
}
