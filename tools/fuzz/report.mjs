import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const directory = fileURLToPath(new URL('./.reports/', import.meta.url))

/** A line for each target; the input that showed something is kept in a file. */
export function report(target, { seed, most, skipped, counts, finding }) {
  if (skipped !== undefined) return console.log(`${target}: skipped: ${skipped}`)
  if (counts !== undefined)
    console.log(
      `${target}: ${counts.inputs} inputs, ${(counts.bytes / 2 ** 20).toFixed(1)} MiB, ${counts.accepted} accepted, ${(most / 2 ** 20).toFixed()} MiB of memory, seed ${seed}`,
    )
  if (finding === undefined) return
  mkdirSync(directory, { recursive: true })
  const file = `${directory}${target}-${seed}.bin`
  writeFileSync(file, finding.input)
  console.log(`${target}: FOUND ${finding.what}\n  input: ${file}, ${finding.input.length} bytes`)
}
