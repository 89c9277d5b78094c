/**
 * A domain as drivers and front-end name it: frozen, plain, nothing to free.
 * The uuid decides which domain is meant; a driver falls back to `id` or `name` only when its hypervisor knows no uuids.
 */
export interface DomainRef {
  readonly name: string
  /** 36 characters, lower case, `8-4-4-4-12`. */
  readonly uuid: string
  /** The hypervisor's number for it while it is active; absent while it is not (libvirt's -1). */
  readonly id?: number
}

/** A virtual network as drivers and front-end name it. */
export interface NetworkRef {
  readonly name: string
  readonly uuid: string
}
