const ascii = /^[ -~]*$/
const controls = /[\p{Cc}\p{Cs}]/gu
const controlsInLines = /(?![\n\t])[\p{Cc}\p{Cs}]/gu

/** Control characters would move the cursor, or do worse: each is shown by its number. */
export function printable(text: string): string {
  return ascii.test(text) ? text : text.replace(controls, numbered)
}

/** The same for text of several lines. */
export function printableLines(text: string): string {
  return text.replace(controlsInLines, numbered)
}

function numbered(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return `\\x${code.toString(16).padStart(2, '0')}`
}
