import { VirtError } from '@virt/core'

/** Code and message of the error that this ends with. */
export async function failure(work: PromiseLike<unknown>): Promise<[code: string, message: string]> {
  try {
    await work
  } catch (thrown) {
    if (VirtError.is(thrown)) return [thrown.code, thrown.message]
    throw thrown
  }
  throw new Error('it did not fail')
}

export async function code(work: PromiseLike<unknown>): Promise<string> {
  return (await failure(work))[0]
}
