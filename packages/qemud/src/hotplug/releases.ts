/** What the guest did with a device that it was asked to let go of. */
export type Release = 'released' | 'refused'

/** Who waits for which device to be released. */
export class Releases {
  readonly #waiting = new Map<string, (release: Release) => void>()

  /** To be called before the guest is asked. */
  expect(alias: string): Promise<Release> {
    return new Promise((resolve) => this.#waiting.set(alias, resolve))
  }

  /** Nobody waits any more. */
  forget(alias: string): void {
    this.#waiting.delete(alias)
  }

  /** Tell who waits. `false`: nobody does. */
  settle(alias: string, release: Release): boolean {
    const resolve = this.#waiting.get(alias)
    this.#waiting.delete(alias)
    resolve?.(release)
    return resolve !== undefined
  }
}
