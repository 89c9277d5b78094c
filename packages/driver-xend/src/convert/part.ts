import type { DevicesConfig, DomainConfig, OsConfig } from '@virt/core/config'
import type { Sxp } from '../sxp/index.js'

/** The number of xend's notation: `xend_config_format` of its node; 1 is Xen 3.0.2, 2 is 3.0.3, 3 is 3.0.4, 4 all since 3.1. */
export type ConfigVersion = number

/** What is read from. */
export interface Source {
  /** `(domain ...)` or `(vm ...)`. */
  readonly domain: Sxp
  /** `(hvm ...)` or `(linux ...)`; an empty list if there is none. */
  readonly image: Sxp
  readonly hvm: boolean
  /** The running domain's number. */
  readonly id?: number
  readonly configVersion: ConfigVersion
  readonly tty?: string
  readonly vncPort?: number
}

/** For whom it is written. */
export interface Notation {
  readonly hvm: boolean
  readonly configVersion: ConfigVersion
}

export interface Target extends Notation {
  readonly config: DomainConfig
  readonly devices: DevicesConfig
}

/** What one part of an expression tells of its domain. */
export type Finding = Partial<Omit<DomainConfig, 'os'>> & { readonly os?: Partial<OsConfig> }

/** One topic of a domain's description, in both directions. */
export interface Part {
  readonly read?: (from: Source) => Finding
  readonly write?: (to: Target) => readonly Sxp[]
}

/** All that the parts tell together: lists one after the other, objects key by key. */
export function gathered(parts: readonly Part[], source: Source): Finding {
  return parts.reduce<Finding>((all, { read }) => join(all, read?.(source) ?? {}) as Finding, {})
}

export function written(parts: readonly Part[], target: Target): readonly Sxp[] {
  return parts.flatMap(({ write }) => write?.(target) ?? [])
}

function join(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) return (one as unknown[]).concat(other)
  if (!isObject(one) || !isObject(other)) return other
  const keys = Object.keys(other).map((key) => [key, join(one[key], other[key])])
  return { ...one, ...Object.fromEntries(keys) } as unknown
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
