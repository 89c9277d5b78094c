import { after } from 'node:test'

const grace = 10_000

/** A suite that leaves something open would keep the machine until its time is up. */
after(() => {
  setTimeout(() => {
    console.error(
      `the tests are over, and these keep the process: ${process.getActiveResourcesInfo().join(', ')}`,
    )
    process.exit(1)
  }, grace).unref()
})
