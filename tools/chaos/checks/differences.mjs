/**
 * What is there and should not be, and the other way round.
 * @param {string} what @param {readonly string[]} found @param {readonly string[]} expected
 */
export function differences(what, found, expected) {
  return [
    ...found.filter((each) => !expected.includes(each)).map((each) => `${what} ${each} is left over`),
    ...expected.filter((each) => !found.includes(each)).map((each) => `${what} ${each} is missing`),
  ]
}
