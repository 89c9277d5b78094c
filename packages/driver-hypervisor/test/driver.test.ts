import { existsSync } from 'node:fs'
import { open } from '@virt/core'
import { defaultRegistry, parseUri } from '@virt/core/driver'
import { describe, expect, it } from 'vitest'
import { driver } from '../src/index.js'

const ask = async (uri: string): Promise<unknown> => {
  const reasons: string[] = []
  const decline = (reason: string): undefined => void reasons.push(reason)
  const siblings = { run: () => Promise.reject(new Error('no siblings')), supports: () => false }
  const opened = await driver.open({ uri: parseUri(uri), readOnly: false, decline, siblings })
  return opened ?? reasons
}

describe('the driver', () => {
  it('is registered by the import, for xen', () => {
    expect(defaultRegistry.forScheme('xen')).toEqual([driver])
  })

  it.each(['xen://host/', 'xen+http://localhost:8000/', 'xen:///etc'])('leaves %s to others', async (uri) => {
    expect(await ask(uri)).toEqual(['it serves xen:/// only'])
  })

  it.skipIf(existsSync('/dev/xen/privcmd') || existsSync('/proc/xen/privcmd'))(
    'declines where there is no Xen, and says why',
    async () => {
      expect(await ask('xen:///')).toEqual(['/dev/xen/privcmd or /proc/xen/privcmd: neither is here'])
      await expect(open('xen:///')).rejects.toMatchObject({
        code: 'NO_CONNECT',
        message: expect.stringContaining('neither is here') as unknown,
      })
    },
  )
})
