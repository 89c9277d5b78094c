import type { DomainConfig } from '../../config.js'

/** What is known of one domain's life by the contract alone. */
export interface DomainModel {
  readonly config: DomainConfig & { readonly uuid: string }
  /** Memory of the definition, in KiB; absent while it is transient or not there. */
  defined?: number
  /** What runs; absent while it is off. */
  live?: { state: 'running' | 'paused'; memory: number }
  autostart: boolean
}

/** Several domains, side by side. */
export type WorldModel = readonly DomainModel[]

export function known({ defined, live }: DomainModel): boolean {
  return defined !== undefined || live !== undefined
}

export function newDomain(config: DomainModel['config']): DomainModel {
  return { config, autostart: false }
}

/** The description with twice the memory, or as it is. */
export function described({ config }: DomainModel, twice: boolean): DomainConfig {
  const memory = config.memory * (twice ? 2 : 1)
  return { ...config, memory, currentMemory: memory }
}
