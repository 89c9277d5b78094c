/**
 * Runs in a thread of its own, where a read of the device may wait for as long as it likes. Told to stop, it ends with
 * the next message that arrives. Text, so that it needs no file beside the bundle.
 */
export const deviceReader = `
const { readSync } = require('node:fs')
const { parentPort, workerData: { fd, stop } } = require('node:worker_threads')
const chunk = Buffer.alloc(65536)
try {
  for (;;) {
    const length = readSync(fd, chunk)
    if (Atomics.load(stop, 0) !== 0) break
    if (length === 0) throw new Error('the device has ended')
    parentPort.postMessage(Uint8Array.prototype.slice.call(chunk, 0, length))
  }
} catch (error) {
  if (Atomics.load(stop, 0) === 0) throw error
}
parentPort.close()
`
