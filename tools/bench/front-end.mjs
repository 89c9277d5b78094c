import { open } from '@virt/core'
import { open as openDriver } from './driver.mjs'
import { sideBySide } from './measure.mjs'

/** What the front-end adds to a call: `domain.info()` against the driver's own. */
export async function* rows() {
  const connection = await open('test:///default')
  const driver = await openDriver('test:///default')
  const [domain] = await connection.listDomains()
  const { name, uuid, id } = domain
  yield {
    row: 'domain.info() / bare driver call',
    ...(await sideBySide(
      async () => void (await domain.info()),
      async () => void (await driver.domains.info({ name, uuid, id }, {})),
      { rounds: 31, batch: 5000 },
    )),
    goal: { of: 'above', most: 0.003 },
  }
  await Promise.all([connection.close(), driver.close()])
}
