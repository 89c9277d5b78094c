import { Failure } from '../../parser/failure.js'

const fields = ['average', 'peak', 'burst', 'floor'] as const

/** A rate as it was written; what is left out or 0 is absent. */
export type Rate = Readonly<Partial<Record<(typeof fields)[number], string>>>

/** `average,peak,burst,floor`. */
export function parseRate(text: string): Rate {
  const words = text.split(',')
  if (words.length > fields.length) throw new Failure(`Rate string '${text}' has too many fields`)
  const entries = words.map((word, index) => {
    const field = fields[index] ?? 'floor'
    if (!/^\d*$/.test(word)) throw new Failure(`field '${field}' is malformed`)
    return [field, Number(word) === 0 ? undefined : word] as const
  })
  return Object.fromEntries(entries)
}
