import { open, VirtError } from '@virt/core'
import '@virt/driver-qemu'
import { choiceOf } from './choices.mjs'

/** A program that asks the daemon what it is told to ask, and tells how that ended. */

/** @type {Promise<import('@virt/core').Connection> | undefined} */
let connection

process.on('message', (/** @type {import('./clients.mjs').Question} */ { id, choice, what }) => {
  void ask(choice, what).then((answer) => process.send?.({ id, answer }))
})
process.on('disconnect', () => process.exit())

/**
 * `undefined`: it was done.
 * @param {string} choice @param {import('./choices.mjs').What} what
 */
async function ask(choice, what) {
  try {
    await choiceOf(choice).call(await connected(), what)
    return undefined
  } catch (error) {
    const code = VirtError.is(error) ? error.code : 'NO_CODE'
    if (code === 'CONNECTION_LOST' || code === 'INVALID_CONN') connection = undefined
    return `${code}: ${error instanceof Error ? error.message : String(error)}`
  }
}

async function connected() {
  connection ??= open('qemu:///session')
  try {
    return await connection
  } catch (error) {
    connection = undefined
    throw error
  }
}
