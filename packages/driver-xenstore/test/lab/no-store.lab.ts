import { strict as assert } from 'node:assert'
import { describe, it } from 'node:test'
import { open, VirtError } from '@virt/core'
import { XenStoreClient } from '../../src/index.js'

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (VirtError.is(error) ? error.code : String(error)),
  )

describe('a device behind which there is no store', () => {
  it('costs the time that it is given', async () => {
    const path = '/dev/xen/xenbus'
    assert.equal(await codeOf(XenStoreClient.connect({ path, timeout: 200 })), 'OPERATION_TIMEOUT')
    assert.equal(
      await codeOf(XenStoreClient.connect({ path, signal: AbortSignal.timeout(200) })),
      'OPERATION_ABORTED',
    )
  })

  it("is none of the connection's channels", async () => {
    const error: unknown = await open('xen:///').catch((thrown: unknown) => thrown)
    assert.ok(VirtError.is(error))
    assert.equal(error.code, 'NO_CONNECT')
    assert.match(error.message, /xenstore: .*no answer from the store within 5000 ms/)
  })
})
