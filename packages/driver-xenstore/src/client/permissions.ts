import { invalid, violation } from './errors.js'

/** What a domain may do with a node: its value and its list of children. */
export type XenStoreAccess = 'none' | 'read' | 'write' | 'both'

/** Who may do what with a node. The owner, and the control domain, may do everything. */
export interface XenStorePermissions {
  /** Id of the domain that owns it. */
  readonly owner: number
  /** What all domains may do that {@link domains} does not list. */
  readonly others: XenStoreAccess
  readonly domains?: readonly { readonly domain: number; readonly access: XenStoreAccess }[]
}

const letters = { none: 'n', read: 'r', write: 'w', both: 'b' } as const

const accesses = new Map<string, XenStoreAccess>(
  (Object.keys(letters) as XenStoreAccess[]).map((access) => [letters[access], access]),
)

/** `n0` and `r5`: the owner with the others' access, and an exception. */
export function parsePermissions(words: readonly string[]): XenStorePermissions {
  const [first, ...rest] = words.map(parsePermission)
  if (!first) throw violation('the store sends no permissions')
  return { owner: first.domain, others: first.access, domains: rest }
}

function parsePermission(word: string): { domain: number; access: XenStoreAccess } {
  const [, letter, digits] = /^([nrwb])(\d{1,5})$/.exec(word) ?? []
  const access = accesses.get(letter ?? '')
  if (!access) throw violation(`the store sends '${word.slice(0, 20)}' for a permission`)
  return { domain: Number(digits), access }
}

export function formatPermissions({ owner, others, domains = [] }: XenStorePermissions): string {
  const all = [{ domain: owner, access: others }, ...domains]
  return all.map(({ domain, access }) => `${letter(access)}${checkedDomain(domain)}\0`).join('')
}

function letter(access: XenStoreAccess): string {
  if (Object.hasOwn(letters, access)) return letters[access]
  throw invalid(`access must be one of ${Object.keys(letters).join(', ')}`)
}

/** A domain's id as the store takes it. */
export function checkedDomain(domain: number): number {
  if (Number.isInteger(domain) && domain >= 0 && domain < 0x7ff0) return domain
  throw invalid(`a domain id must be an integer from 0 to ${0x7ff0 - 1}, not ${domain}`)
}
