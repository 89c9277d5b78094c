/** A command failed, with a sentence for the user; the cause, when there is one, is told on the next line. */
export class Failure extends Error {
  override readonly name = 'Failure'
}

/** What failed inside `work` is the cause of this failure. */
export async function attempt<T>(message: string, work: PromiseLike<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    throw new Failure(message, { cause })
  }
}
