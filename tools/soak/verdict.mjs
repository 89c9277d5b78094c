/** Bytes that heap or memory may grow by, after the warm-up. */
const most = 5 * 1024 * 1024

/**
 * What was held, and whether that is flat. Of memory the trend counts, not a moment: the growth along the median of all
 * slopes between two samples (Theil and Sen), behind a quarter of the samples in which caches fill.
 * @param {import('./gauge.mjs').Gauge} gauge
 * @param {number} before descriptors when nobody had come yet @param {number} after when all had gone
 * @returns {import('./soak.mjs').Row[]}
 */
export function rowsOf({ name, samples }, before, after) {
  const warm = samples.slice(Math.floor(samples.length / 4))
  const rows = /** @type {const} */ (['heap', 'rss']).map((what) => {
    const values = warm.map((sample) => sample[what])
    const growth = trendOf(values)
    return { process: name, what, from: values[0], to: values.at(-1), growth, flat: growth < most }
  })
  const left = after - before
  return [
    ...rows,
    { process: name, what: 'descriptors', from: before, to: after, growth: left, flat: left <= 0 },
  ]
}

/** @param {readonly number[]} values */
function trendOf(values) {
  const slopes = values.flatMap((from, index) =>
    values.slice(index + 1).map((to, distance) => (to - from) / (distance + 1)),
  )
  slopes.sort((one, other) => one - other)
  return (slopes[slopes.length >> 1] ?? 0) * (values.length - 1)
}
