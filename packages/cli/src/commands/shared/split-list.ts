/** The parts of a list between commas; two commas stand for one that is meant. */
export function splitList(text: string): string[] {
  const parts: string[] = []
  let part = ''
  for (const [piece] of text.matchAll(/,,|,|[^,]+/g)) {
    if (piece !== ',') part += piece === ',,' ? ',' : piece
    else {
      parts.push(part)
      part = ''
    }
  }
  return [...parts, part]
}
