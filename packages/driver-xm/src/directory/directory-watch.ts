import { type FSWatcher, watch } from 'node:fs'
import { failed } from '../system-error.js'

/** Milliseconds between the first sign of a change and the look at it: who writes a file does it in several steps. */
const patience = 50

/** Has a directory looked at when something in it has changed. */
export class DirectoryWatch {
  readonly #path: string
  readonly #look: () => Promise<boolean>
  readonly #holders = new Set<symbol>()
  #watcher: FSWatcher | undefined
  #timer: NodeJS.Timeout | undefined

  /** @param look answers whether it has to be called once more */
  constructor(path: string, look: () => Promise<boolean>) {
    this.#path = path
    this.#look = look
  }

  /**
   * Watch until nobody holds it any more; the answer lets go.
   * @throws SYSTEM_ERROR when the system has no room for another watch.
   */
  hold(): () => void {
    try {
      this.#watcher ??= watch(this.#path, () => this.#soon()).on('error', () => this.#soon())
    } catch (error) {
      throw failed(error, 'SYSTEM_ERROR', `cannot watch '${this.#path}'`)
    }
    const holder = Symbol()
    this.#holders.add(holder)
    return () => {
      if (this.#holders.delete(holder) && this.#holders.size === 0) this.close()
    }
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#watcher?.close()
    this.#watcher = undefined
    this.#holders.clear()
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      void this.#look().then((again) => {
        if (again && this.#watcher) this.#soon()
      })
    }, patience)
  }
}
