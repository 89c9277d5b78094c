import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDomain, type DomainConfig } from '@virt/core/config'
import type { DomainEvent, HostOperations } from '@virt/core/driver'
import { inject, onTestFinished } from 'vitest'
import { nanoDomainXml, type NanoDomain } from '../../../../tools/guests/index.mjs'
import {
  embedLayout,
  QemuEngine,
  type QemuDomainOperations,
  type QemuEngineOptions,
} from '../../src/index.js'
import type { RuntimeRecord } from '../../src/store/runtime-state.js'

export const uuids = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'] as const

/** An engine, and what it told. */
export interface TestEngine {
  readonly engine: QemuEngine
  readonly domains: QemuDomainOperations
  readonly host: HostOperations
  readonly events: DomainEvent[]
  readonly warnings: string[]
}

/** An engine on a directory. When the test ends its guests are killed and it is closed. */
export async function openEngine(
  root: string,
  options: Partial<QemuEngineOptions> = {},
): Promise<TestEngine> {
  const warnings: string[] = []
  const engine = await QemuEngine.open({
    layout: { ...embedLayout(root), cache: inject('probeCache') },
    warn: (message) => warnings.push(message),
    ...options,
  })
  onTestFinished(async () => {
    killGuests(root)
    await engine.close()
  })
  const events: DomainEvent[] = []
  const { domains, host } = engine
  await domains.subscribe((event) => events.push(event), {})
  return { engine, domains, host, events, warnings }
}

export function nano(domain: NanoDomain): DomainConfig {
  return parseDomain(nanoDomainXml(domain))
}

/** The runtime state of a root, as a next engine would read it. */
export function runtimeOf(root: string): RuntimeRecord[] {
  const directory = join(root, 'run')
  return readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(directory, file), 'utf8')) as RuntimeRecord)
}

export function killGuests(root: string): void {
  for (const { process: found } of runtimeOf(root)) if (found) killProcess(found.pid)
}

export function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    return
  }
}

/** Lifecycle events as short words: `started booted`. */
export function lifecycle(events: readonly DomainEvent[]): string[] {
  return events.map((event) => (event.type === 'lifecycle' ? `${event.event} ${event.detail}` : event.type))
}

/** Wait until something is so. */
export async function until(condition: () => boolean | Promise<boolean>, what = 'condition'): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await condition()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`never: ${what}`)
}
