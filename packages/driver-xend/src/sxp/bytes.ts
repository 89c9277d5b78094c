import { isUtf8 } from 'node:buffer'

const surrogate = 0xdc00

/**
 * The text that bytes, each a character here, are in UTF-8; a byte that is none becomes the lone surrogate `U+DC80` to `U+DCFF`
 * (Python's surrogateescape).
 */
export function decodeBytes(characters: string): string {
  if (!/[\x80-\xff]/.test(characters)) return characters
  const bytes = Buffer.from(characters, 'latin1')
  return isUtf8(bytes) ? bytes.toString('utf8') : salvaged(bytes)
}

function salvaged(bytes: Buffer): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length;) {
    const length = characterLength(bytes, at)
    if (length > 0) parts.push(bytes.toString('utf8', at, at + length))
    else parts.push(String.fromCharCode(surrogate + (bytes[at] ?? 0)))
    at += Math.max(length, 1)
  }
  return parts.join('')
}

/** Of the character that begins here; 0 if none does. */
function characterLength(bytes: Buffer, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++)
    if (isUtf8(bytes.subarray(at, at + length))) return length
  return 0
}

/** The byte that a lone surrogate of {@link decodeBytes} stands for. */
export function escapedByte(codePoint: number): number | undefined {
  return codePoint >= surrogate + 0x80 && codePoint <= surrogate + 0xff ? codePoint - surrogate : undefined
}
