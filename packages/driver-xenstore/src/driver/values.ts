/**
 * What is read from a store may have been written by a guest: nothing is taken that is not what it should be.
 * `undefined` for everything else.
 */

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const controls = /[\p{Cc}\p{Cs}\ufffd\u2028\u2029]/u
const longestName = 255

/** A name that can be shown, and written into XML. */
export function nameOf(text: string | undefined): string | undefined {
  return text !== undefined && text !== '' && text.length <= longestName && !controls.test(text)
    ? text
    : undefined
}

/** The uuid in `/vm/UUID`; xend adds `-1` and so on when a guest was restarted. */
export function uuidOf(vm: string | undefined): string | undefined {
  const [, found] = /^\/vm\/([0-9a-f-]{36})(?:-\d{1,9})?$/i.exec(vm ?? '') ?? []
  const lower = found?.toLowerCase()
  return lower !== undefined && uuid.test(lower) ? lower : undefined
}

/** An id as a directory's name. */
export function idOf(text: string): number | undefined {
  return /^(0|[1-9]\d{0,4})$/.test(text) ? Number(text) : undefined
}

/** A whole number that is not negative. */
export function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

/** Text of one line, such as a path or a bridge's name. */
export function lineOf(text: string | undefined): string | undefined {
  return text !== undefined && text !== '' && !controls.test(text) ? text : undefined
}
