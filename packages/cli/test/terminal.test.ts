import { describe, expect, it } from 'vitest'
import { virt } from './run.js'

const hostile = '\u001b[2J\u009b31m'

describe('what a guest or a file says', () => {
  it('moves no cursor of a terminal', async () => {
    const { stderr } = await virt(['-c', 'test:///default', 'domid', hostile], { terminal: true })
    expect(stderr).toBe("error: failed to get domain '\\x1b[2J\\x9b31m'\n")
  })

  it('gets into a pipe as it is', async () => {
    const { stderr } = await virt(['-c', 'test:///default', 'domid', hostile])
    expect(stderr).toContain(hostile)
  })
})
