/**
 * The end of every gate: silent when nothing is wrong, else one line per problem and exit code 1.
 * @param {string} gate
 * @param {string[]} problems
 * @param {string} remedy
 */
export function verdict(gate, problems, remedy) {
  if (problems.length === 0) return
  console.error([`${gate}:`, ...problems.map((problem) => `  ${problem}`), remedy].join('\n'))
  process.exitCode = 1
}
