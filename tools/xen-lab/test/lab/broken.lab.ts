import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

describe('a broken suite', () => {
  it('has a test that passes', (test) => {
    test.diagnostic('so far')
  })

  it('has a test that is skipped', { skip: true }, () => undefined)

  it('has a test that fails', () => {
    assert.equal(1, 2, 'one is not two')
  })

  it('kills its process', async () => {
    console.log('the last words')
    await new Promise((resolve) => setTimeout(resolve, 500))
    process.kill(process.pid, 'SIGKILL')
    await new Promise(() => undefined)
  })

  it('has a test that never begins', () => undefined)
})
