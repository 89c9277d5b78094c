import { isDeepStrictEqual } from 'node:util'
import type { DomainConfig } from '@virt/core/config'
import type { EngineContext } from '../context.js'

/**
 * A rename that an earlier engine was killed in has left two files that differ in the name: the newer one goes. Answers
 * the definitions that remain.
 */
export async function undoRenames(
  context: EngineContext,
  loaded: readonly DomainConfig[],
): Promise<readonly DomainConfig[]> {
  const remaining = new Map<string, DomainConfig>()
  const others: DomainConfig[] = []
  for (const config of loaded) {
    const twin = remaining.get(config.uuid ?? '')
    if (twin && isTwin(twin, config)) remaining.set(config.uuid ?? '', await undo(context, twin, config))
    else if (twin || config.uuid === undefined) others.push(config)
    else remaining.set(config.uuid, config)
  }
  return [...remaining.values(), ...others]
}

function isTwin(one: DomainConfig, other: DomainConfig): boolean {
  return isDeepStrictEqual({ ...one, name: '' }, { ...other, name: '' })
}

async function undo(
  { definitions, autostarts, warn }: EngineContext,
  one: DomainConfig,
  other: DomainConfig,
): Promise<DomainConfig> {
  const isOlder = definitions.writtenAt(one.name) <= definitions.writtenAt(other.name)
  const [old, fresh] = isOlder ? [one, other] : [other, one]
  warn(`domain '${old.name}' was just being renamed to '${fresh.name}', and keeps its name`)
  if (autostarts.names().has(fresh.name)) await autostarts.move(fresh.name, old.name)
  definitions.remove(fresh.name)
  return old
}
