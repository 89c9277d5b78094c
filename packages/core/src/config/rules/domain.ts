import type { DomainConfig } from '../domain/domain.js'

export function completed(domain: DomainConfig): DomainConfig {
  return domain
}
