/**
 * Loaded into a daemon that is measured, which is started with `--expose-gc`: on a message it collects its garbage and
 * answers the bytes of its heap, of what hangs on it outside, and of its memory.
 */
process.on('message', async () => {
  for (let times = 0; times < 3; times++) {
    globalThis.gc()
    await new Promise((resolve) => setImmediate(resolve))
  }
  const { heapUsed, external, rss } = process.memoryUsage()
  process.send({ heap: heapUsed + external, rss })
})
process.channel.unref()
