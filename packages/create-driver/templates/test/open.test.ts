import { open } from '@virt/core'
import { expect, it } from 'vitest'
import { driver } from '../src/index.js'

it('opens {{scheme}}:///default, and is registered by being imported', async () => {
  const connection = await open('{{scheme}}:///default')
  expect(connection.channels).toEqual([{ driver: driver.name, status: 'open', reason: undefined }])
  await connection.close()
})

it('declines what is not its own, and says why', async () => {
  await expect(open('{{scheme}}:///elsewhere')).rejects.toMatchObject({ code: 'NO_CONNECT' })
})
