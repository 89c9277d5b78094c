import type { Part } from './topic.js'

/** One part of several: objects are merged, lists one behind the other, and of other values the last is kept. */
export function merged(parts: readonly Part[]): Part {
  const whole: Record<string, unknown> = {}
  for (const part of parts) add(whole, part)
  return whole
}

function add(whole: Record<string, unknown>, part: object): void {
  for (const [key, value] of Object.entries(part) as [string, unknown][])
    if (value !== undefined) whole[key] = key in whole ? joined(whole[key], value) : value
}

function joined(old: unknown, more: unknown): unknown {
  if (Array.isArray(old) && Array.isArray(more)) return [...(old as unknown[]), ...(more as unknown[])]
  if (typeof old !== 'object' || typeof more !== 'object' || old === null || more === null) return more
  const both: Record<string, unknown> = { ...old }
  add(both, more)
  return both
}
