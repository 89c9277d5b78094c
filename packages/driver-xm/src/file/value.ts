/** A value of a configuration file. Whole numbers beyond 2^53 are bigints. */
export type ConfigValue = number | bigint | string | readonly ConfigValue[]

/** One value as text, as libvirt writes it; strings with escapes only where they need them. */
export function formatValue(value: ConfigValue): string {
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'object') return `[ ${value.map(formatValue).join(', ')} ]`
  return String(value)
}

/** Double quotes, else single ones, else escapes: what Python and xl both read. */
function quote(text: string): string {
  const body = text.replace(/\\|\p{Cc}/gu, escape)
  if (!body.includes('"')) return `"${body}"`
  if (!body.includes("'")) return `'${body}'`
  return `"${body.replaceAll('"', '\\"')}"`
}

const named: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escape(character: string): string {
  const code = character.charCodeAt(0)
  return named[character] ?? (code > 0x7f ? character : `\\x${code.toString(16).padStart(2, '0')}`)
}

export function sameValue(a: ConfigValue | undefined, b: ConfigValue): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b
  return a.length === b.length && a.every((item, index) => sameValue(item, b[index] as ConfigValue))
}
