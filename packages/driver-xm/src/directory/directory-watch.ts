import { type FSWatcher, watch } from 'node:fs'
import { failed } from '../system-error.js'

/** Milliseconds between the first sign of a change and the look at it: who writes a file does it in several steps. */
const patience = 50

/** Has a directory looked at when something in it has changed. */
export class DirectoryWatch {
  readonly #path: string
  readonly #look: () => Promise<boolean>
  #watcher: FSWatcher | undefined
  #timer: NodeJS.Timeout | undefined

  /** @param look answers whether it has to be called once more */
  constructor(path: string, look: () => Promise<boolean>) {
    this.#path = path
    this.#look = look
  }

  /** @throws SYSTEM_ERROR when the system has no room for another watch. */
  begin(): void {
    if (this.#watcher) return
    try {
      this.#watcher = watch(this.#path, () => this.#soon()).on('error', () => this.#soon())
    } catch (error) {
      throw failed(error, 'SYSTEM_ERROR', `cannot watch '${this.#path}'`)
    }
  }

  end(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#watcher?.close()
    this.#watcher = undefined
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
