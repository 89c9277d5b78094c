/**
 * Time two ways of doing the same, in turns, so that what disturbs the machine disturbs both. Each round runs `batch`
 * of one and `batch` of the other; which goes first alternates. Milliseconds per operation.
 */
export async function sideBySide(ours, bare, { rounds = 15, batch = 1, warmUp = 2 } = {}) {
  const samples = []
  for (let round = -warmUp; round < rounds; round++) {
    const sample = round % 2 === 0 ? await both(ours, bare, batch) : swap(await both(bare, ours, batch))
    if (round >= 0) samples.push(sample)
  }
  return {
    ours: spread(samples.map(([mine]) => mine)),
    bare: spread(samples.map(([, other]) => other)),
    ratio: spread(samples.map(([mine, other]) => mine / other)),
    above: spread(samples.map(([mine, other]) => mine - other)),
  }
}

export function spread(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  return { median, min: sorted[0], max: sorted.at(-1) }
}

const swap = ([a, b]) => [b, a]

async function both(one, other, batch) {
  return [await time(one, batch), await time(other, batch)]
}

/** An operation may answer the milliseconds that count, when its preparations do not. */
async function time(operation, batch) {
  const start = performance.now()
  let told = 0
  for (let index = 0; index < batch; index++) told += (await operation()) ?? 0
  return (told || performance.now() - start) / batch
}
