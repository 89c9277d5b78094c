import { unsupported, xmlError } from '../codec/errors.js'
import type { DomainConfig } from '../domain/domain.js'
import type { Draft } from './draft.js'

function sum(sizes: readonly number[] = []): number {
  return sizes.reduce((total, size) => total + size, 0)
}

/** `virDomainDefPostParseMemory`. */
export function completeMemory(domain: Draft<DomainConfig>): void {
  const cells = domain.memory === 0 ? sum(domain.cpu?.numa?.cells?.map(({ memory }) => memory)) : 0
  const modules = sum(domain.devices?.memories?.map(({ target }) => target.size))
  if (cells > 0) domain.memory = cells + modules
  else if (modules > domain.memory)
    throw unsupported('Total size of memory devices exceeds the total memory size')
  if (domain.memory === modules)
    throw xmlError('Memory size must be specified via <memory> or in the <numa> configuration', 'DOMAIN')
  const { currentMemory = 0, maxMemory } = domain
  if (currentMemory > domain.memory || currentMemory === 0) domain.currentMemory = domain.memory
  if (maxMemory !== undefined && maxMemory.size < domain.memory)
    throw xmlError('maximum memory size must be equal or greater than the actual memory size', 'DOMAIN')
}
