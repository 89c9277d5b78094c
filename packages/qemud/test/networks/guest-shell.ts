import type { Duplex } from 'node:stream'
import type { DomainRef } from '@virt/core/driver'
import { parseDomain } from '@virt/core/config'
import { linuxDomainXml, readyMarker } from '../../../../tools/guests/index.mjs'
import { until, type HostDaemon } from './test-host.js'

/** The shell of a Linux guest, on its serial console. */
export class GuestShell {
  readonly ref: DomainRef
  readonly #console: Duplex
  #seen = ''
  #commands = 0

  private constructor(ref: DomainRef, console: Duplex) {
    this.ref = ref
    this.#console = console
    console.on('data', (chunk: Buffer) => (this.#seen += chunk.toString('latin1')))
  }

  /** Start a guest with these network cards, and wait for its shell. */
  static async boot({ domains }: HostDaemon, name: string, devices: string): Promise<GuestShell> {
    const config = parseDomain(linuxDomainXml({ name, devices }))
    const ref = await domains.create(config, { paused: true }, {})
    const shell = new GuestShell(ref, await domains.openConsole(ref, {}, {}))
    await domains.resume(ref, {})
    await until(
      () => shell.#seen.includes(readyMarker),
      () => `${name} is ready: ${shell.#seen}`,
    )
    return shell
  }

  /** What a command prints. */
  async run(command: string): Promise<string> {
    const begin = this.#seen.length
    const marker = `end-of-${++this.#commands}`
    this.#console.write(`${command} 2>&1; echo end"-"of-${this.#commands}\n`)
    const printed = (): string => this.#seen.slice(begin)
    await until(
      () => printed().includes(marker),
      () => `${command}: ${printed()}`,
    )
    const text = printed().replaceAll('\r', '')
    return text
      .slice(0, text.indexOf(marker))
      .replace(/^(?:.*# )+/gm, '')
      .trim()
  }
}

/** What `udhcpc` does with a lease. */
const script = [
  '#!/bin/sh',
  'if [ "$1" = bound ]; then',
  'ip addr add $ip/$mask dev $interface',
  '[ -z "$router" ] || ip route add default via $router',
  'echo "nameserver $dns" >/etc/resolv.conf',
  'fi',
].join('\\n')

/** Get an address by DHCP; answers it. */
export async function lease(shell: GuestShell): Promise<string> {
  await shell.run(`printf '${script}\\n' >/lease.sh; chmod 755 /lease.sh; ip link set eth0 up`)
  await shell.run(
    'udhcpc -q -n -t 20 -T 1 -i eth0 -s /lease.sh -x hostname:$(cat /sys/class/net/eth0/address | tr : -)',
  )
  return shell.run("ip -4 -o addr show dev eth0 | awk '{print $4}'")
}
