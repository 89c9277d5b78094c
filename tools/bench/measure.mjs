/**
 * Time two ways of doing the same, in turns, so that what disturbs the machine disturbs both. Each round runs `batch`
 * of one and `batch` of the other; which goes first alternates. Milliseconds per operation.
 */
export async function sideBySide(ours, bare, { rounds = 15, batch = 1, warmUp = 2 } = {}) {
  const samples = await inTurns(
    () => time(ours, batch),
    () => time(bare, batch),
    rounds,
    warmUp,
  )
  return compared(samples)
}

/**
 * The same where both answer the milliseconds of each of many operations: each round counts with what the fraction `share`
 * of them took at most. 0.5 is the median, 0.99 leaves out one of a hundred.
 */
export async function sharesSideBySide(ours, bare, shares, { rounds = 15, warmUp = 2 } = {}) {
  const samples = await inTurns(ours, bare, rounds, warmUp)
  const quickest =
    Math.min(...samples.flatMap(([mine]) => mine)) / Math.min(...samples.flatMap(([, other]) => other))
  return shares.map((share) => ({
    ...compared(samples.map((both) => both.map((each) => quantile(each, share)))),
    quickest,
  }))
}

/** What disturbs can only delay: the quickest of one beside the quickest of the other is what a quiet machine would say. */
function compared(samples) {
  const [ours, bare] = [spread(samples.map(([mine]) => mine)), spread(samples.map(([, other]) => other))]
  return {
    ours,
    bare,
    ratio: spread(samples.map(([mine, other]) => mine / other)),
    above: spread(samples.map(([mine, other]) => mine - other)),
    quickest: ours.min / bare.min,
  }
}

async function inTurns(ours, bare, rounds, warmUp) {
  const samples = []
  for (let round = -warmUp; round < rounds; round++) {
    const sample = round % 2 === 0 ? [await ours(), await bare()] : [await bare(), await ours()].reverse()
    if (round >= 0) samples.push(sample)
  }
  return samples
}

export function spread(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  return { median, min: sorted[0], max: sorted.at(-1) }
}

function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)]
}

/** An operation may answer the milliseconds that count, when its preparations do not. */
async function time(operation, batch) {
  const start = performance.now()
  let told = 0
  for (let index = 0; index < batch; index++) told += (await operation()) ?? 0
  return (told || performance.now() - start) / batch
}

/** Milliseconds of one call. */
export async function timed(work) {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** What a program that runs for long has done often already: compiled by then. */
export async function warm(work, { count = 500, milliseconds = 5_000 } = {}) {
  const end = performance.now() + milliseconds
  for (let index = 0; index < count && performance.now() < end; index++) await work()
}

/** Milliseconds of each of `count` calls, one after the other. */
export async function timedEach(work, count) {
  const times = []
  for (let index = 0; index < count; index++) times.push(await timed(work))
  return times
}
