/** A whole number as Python writes it, a long's `L` and a float's fraction dropped. */
export function wholeNumber(text: string | undefined): number | undefined {
  const [, digits] = /^\s*(-?\d{1,15})(?:\.\d*)?L?\s*$/.exec(text ?? '') ?? []
  return digits === undefined ? undefined : Number(digits)
}

/** Whether a setting is on: `1`, and what Python's tools print for it. */
export function isOn(text: string | undefined): boolean {
  return text === 'True' || (wholeNumber(text) ?? 0) !== 0
}
