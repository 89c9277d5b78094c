import { type DomainConfig, formatDomain } from '../config.js'
import { isDeepFrozen } from '../contract/deep-freeze.js'

const texts = new WeakMap<DomainConfig, string>()

/** The XML of a description, made once for one that nobody can change any more. */
export function xmlOf(config: DomainConfig): string {
  const known = texts.get(config)
  if (known !== undefined) return known
  const text = formatDomain(config)
  if (isDeepFrozen(config)) texts.set(config, text)
  return text
}
