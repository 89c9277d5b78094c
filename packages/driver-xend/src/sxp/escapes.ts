const letters: Readonly<Record<string, number>> = {
  a: 0x07,
  b: 0x08,
  t: 0x09,
  n: 0x0a,
  v: 0x0b,
  f: 0x0c,
  r: 0x0d,
  '\\': 0x5c,
  "'": 0x27,
  '"': 0x22,
}

/** The bytes, each a character here, of a quoted string's inside. An escape that means nothing stands for itself, as in Python. */
export function unescaped(inside: string): string {
  return inside.includes('\\')
    ? inside.replace(/\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|([^]))/g, character)
    : inside
}

function character(whole: string, octal?: string, hex?: string, letter?: string): string {
  if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8) & 0xff)
  if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16))
  const code = letter === undefined ? undefined : letters[letter]
  return code === undefined ? whole : String.fromCharCode(code)
}
