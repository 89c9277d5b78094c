/** Things of one kind, found by uuid and by name, listed in the order in which they came. */
export class Indexed<T extends { readonly uuid: string; readonly name: string }> {
  readonly #byUuid = new Map<string, T>()
  readonly #byName = new Map<string, T>()

  add(thing: T): T {
    this.#byUuid.set(thing.uuid, thing)
    this.#byName.set(thing.name, thing)
    return thing
  }

  remove({ uuid, name }: T): void {
    this.#byUuid.delete(uuid)
    this.#byName.delete(name)
  }

  byUuid(uuid: string): T | undefined {
    return this.#byUuid.get(uuid)
  }

  byName(name: string): T | undefined {
    return this.#byName.get(name)
  }

  values(): IterableIterator<T> {
    return this.#byUuid.values()
  }
}
