import fc from 'fast-check'
import { limits } from './limits.mjs'
import { mutated } from './mutate.mjs'
import { random } from './random.mjs'

const madeUp = 40
const spoilt = 200

/** Real texts as they are, then without end: real texts mutated, and texts made up. */
export function* inputs(target, seed) {
  const seeds = target.seeds()
  yield* seeds
  for (let round = seed; ; round++) {
    yield* fc.sample(target.arbitrary(fc), { seed: round, numRuns: madeUp }).map(short)
    const dice = random(round)
    for (let count = 0; count < spoilt && seeds.length > 0; count++)
      yield short(mutated(seeds, target.words, dice))
  }
}

function short(input) {
  return Buffer.from(input).subarray(0, limits.bytes)
}
