/** The parts of a list between commas; two commas stand for one that is meant. */
export function splitList(text: string): string[] {
  const parts = ['']
  for (const [piece] of text.matchAll(/,,|,|[^,]+/g)) {
    if (piece === ',') parts.push('')
    else parts[parts.length - 1] += piece === ',,' ? ',' : piece
  }
  return parts
}
