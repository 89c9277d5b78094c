import { VirtError } from '@virt/core'

/** The answer, or nothing where the driver has no such operation. */
export async function ifSupported<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (thrown) {
    if (VirtError.is(thrown) && thrown.code === 'NO_SUPPORT') return undefined
    throw thrown
  }
}
