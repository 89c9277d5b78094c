import { chmodSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { dirname } from 'node:path'
import type { NetworkConfig } from '@virt/core/config'
import { signalProcess } from '../../engine/guest-process.js'
import { processesWith } from '../../host/find-processes.js'
import { processStart } from '../../host/process-times.js'
import { writeQuickly } from '../../store/atomic-write.js'
import { Killed, run } from '../host/run.js'
import { dnsmasqConf } from './conf.js'
import { isPublic, makeFilesDirectory, readIfThere, removeFiles, type DnsmasqFiles } from './files.js'
import { hostsText, namesText } from './hosts.js'

/** Milliseconds in which dnsmasq ends when it is asked to. */
const patience = 5_000

const mostTries = 3

/** Whether a network needs dnsmasq at all: it has nothing to say without addresses. */
export const needsDnsmasq = ({ ips = [] }: NetworkConfig): boolean => ips.length > 0

/** Start a network's dnsmasq. When this resolves it listens. It is started again when it is killed, as later, too. */
export async function startDnsmasq(
  config: NetworkConfig,
  bridge: string,
  files: DnsmasqFiles,
): Promise<void> {
  const directory = dirname(files.conf)
  makeFilesDirectory(directory)
  writeHosts(config, files)
  writePublic(files.conf, dnsmasqConf(config, bridge, files))
  const args = [markOf(files), `--dhcp-leasefile=${files.leases}`, `--pid-file=${files.pid}`]
  const rights = isPublic(directory) ? [] : ['--user=root', '--group=root']
  for (let tries = 1; ; tries++)
    try {
      return void (await run('dnsmasq', [...args, ...rights]))
    } catch (error) {
      if (tries === mostTries || !((error as Error).cause instanceof Killed)) throw error
      await Promise.all(allDnsmasq(files).map(end))
    }
}

function writeHosts(config: NetworkConfig, { hosts, names }: DnsmasqFiles): void {
  writePublic(hosts, hostsText(config))
  writePublic(names, namesText(config))
}

/** dnsmasq gives up its rights before it reads the files. */
function writePublic(path: string, text: string): void {
  writeQuickly(path, text)
  chmodSync(path, 0o644)
}

/** Let the dnsmasq that runs know hosts and names that have changed. */
export function refreshDnsmasq(config: NetworkConfig, files: DnsmasqFiles): void {
  writeHosts(config, files)
  const running = runningDnsmasq(files)
  if (running) signalProcess(running.pid, running.startTime, 'SIGHUP')
}

/** Whether changed hosts and names are all that is different: everything else dnsmasq reads only when it starts. */
export function sameConf(before: NetworkConfig, after: NetworkConfig, files: DnsmasqFiles): boolean {
  return dnsmasqConf(before, '', files) === dnsmasqConf(after, '', files)
}

/** Whether the dnsmasq that runs was started with what the network says now. */
export function isStartedWith(config: NetworkConfig, bridge: string, files: DnsmasqFiles): boolean {
  return readIfThere(files.conf) === dnsmasqConf(config, bridge, files)
}

/** Whether its files have the hosts and names that the network has now. */
export function hasHosts(config: NetworkConfig, { hosts, names }: DnsmasqFiles): boolean {
  return readIfThere(hosts) === hostsText(config) && readIfThere(names) === namesText(config)
}

/** End it, and remove its files. Leases stay. When this resolves its sockets are closed. */
export async function stopDnsmasq(files: DnsmasqFiles): Promise<void> {
  for (const deadline = Date.now() + 2 * patience; Date.now() < deadline;) {
    const running = allDnsmasq(files)
    if (running.length === 0) break
    await Promise.all(running.map(end))
  }
  removeFiles(files)
}

async function end(running: Running): Promise<void> {
  signalProcess(running.pid, running.startTime, 'SIGTERM')
  if (!(await isGone(running))) signalProcess(running.pid, running.startTime, 'SIGKILL')
}

async function isGone({ pid, startTime }: Running): Promise<boolean> {
  for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(5))
    if (processStart(pid) !== startTime) return true
  return false
}

/** Every process of this network's dnsmasq: one that a killed daemon had just begun to start may have no pid file yet. */
function allDnsmasq(files: DnsmasqFiles): readonly Running[] {
  const mark = markOf(files)
  return processesWith((word) => word === mark).flatMap((pid) => identified(pid, files) ?? [])
}

interface Running {
  readonly pid: number
  readonly startTime: string
}

/** The process that the pid file names, when it is this network's dnsmasq and no other that has the number by now. */
export function runningDnsmasq(files: DnsmasqFiles): Running | undefined {
  try {
    return identified(Number(readFileSync(files.pid, 'latin1')), files)
  } catch {
    return undefined
  }
}

/** The word of its command line that no other process has. */
function markOf({ conf }: DnsmasqFiles): string {
  return `--conf-file=${conf}`
}

function identified(pid: number, files: DnsmasqFiles): Running | undefined {
  try {
    const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    if (!args.includes(markOf(files))) return undefined
    const startTime = processStart(pid)
    return startTime === undefined ? undefined : { pid, startTime }
  } catch {
    return undefined
  }
}
