import { VirtError } from '@virt/core/driver'
import { bytes, nothing, strings, text } from './decode.js'
import { listInParts } from './directory-part.js'
import { invalid, storeErrno } from './errors.js'
import type { RequestOptions } from './options.js'
import { checkedPath } from './paths.js'
import type { Decode, Request } from './pending-request.js'
import { formatPermissions, parsePermissions, type XenStorePermissions } from './permissions.js'
import { requests, type RequestName } from './requests.js'

/** Sends a request. */
export type Ask = <T>(request: Request<T>, options?: RequestOptions) => Promise<T>

const absent = { absent: { value: undefined } } as const

/**
 * The nodes of a store: as everybody sees them, or as one transaction does. Paths are absolute, or relative to the
 * connection's own domain. Values are bytes: strings are written and read as UTF-8.
 *
 * Every method rejects with a VirtError whose `cause` is a {@link XenStoreError} with the store's `errno` as its `code`
 * when the store refuses; INVALID_ARG when a path or value could not be sent; OPERATION_DENIED for a change on a
 * read-only client; CONNECTION_LOST, OPERATION_TIMEOUT, OPERATION_ABORTED.
 */
export class XenStoreTree {
  /** Whether changes are refused before they are sent. */
  readonly readOnly: boolean
  readonly #ask: Ask

  constructor(ask: Ask, readOnly: boolean) {
    this.#ask = ask
    this.readOnly = readOnly
  }

  /** The value of a node, as text. */
  read(path: string, options?: RequestOptions): Promise<string> {
    return this.request('READ', path, text, options)
  }

  /** The value of a node, as bytes. */
  readBytes(path: string, options?: RequestOptions): Promise<Buffer> {
    return this.request('READ', path, bytes, options)
  }

  /** The value of a node, as text; `undefined` when there is no such node. */
  tryRead(path: string, options?: RequestOptions): Promise<string | undefined> {
    return this.request<string | undefined>('READ', path, text, options, absent)
  }

  /** The names of a node's children, in the store's order. Listings of any length (`DIRECTORY_PART`). */
  async directory(path: string, options?: RequestOptions): Promise<string[]> {
    try {
      return await this.request('DIRECTORY', path, strings, options)
    } catch (error) {
      if (storeErrno(error) !== 'E2BIG') throw error
      return listInParts(this.#ask, path, options)
    }
  }

  /** The same; empty when there is no such node. */
  async tryDirectory(path: string, options?: RequestOptions): Promise<string[]> {
    try {
      return await this.request('DIRECTORY', path, strings, options, { absent: { value: [] } })
    } catch (error) {
      if (storeErrno(error) !== 'E2BIG') throw error
      return listInParts(this.#ask, path, options)
    }
  }

  /** Set a node's value; nodes on the way are made. Path and value together: at most 4095 bytes. */
  async write(path: string, value: string | Uint8Array, options?: RequestOptions): Promise<void> {
    if (typeof value !== 'string' && !(value instanceof Uint8Array))
      throw invalid('a store value must be a string or bytes')
    const given = typeof value === 'string' ? Buffer.from(value) : value
    return this.request('WRITE', path, nothing, options, { value: given })
  }

  /** Make a node with an empty value; one that is there already stays as it is. */
  mkdir(path: string, options?: RequestOptions): Promise<void> {
    return this.request('MKDIR', path, nothing, options)
  }

  /** Remove a node with all below it. One that is not there is no error, if its parent is: else ENOENT. */
  remove(path: string, options?: RequestOptions): Promise<void> {
    return this.request('RM', path, nothing, options)
  }

  /** Who may do what with a node. */
  permissions(path: string, options?: RequestOptions): Promise<XenStorePermissions> {
    return this.request('GET_PERMS', path, (...all) => parsePermissions(strings(...all)), options)
  }

  /** Replace them all. */
  async setPermissions(
    path: string,
    permissions: XenStorePermissions,
    options?: RequestOptions,
  ): Promise<void> {
    const words = formatPermissions(permissions)
    return this.request('SET_PERMS', path, nothing, options, { more: words })
  }

  /** @internal A request about a node. */
  protected request<T>(
    name: RequestName,
    path: string,
    decode: Decode<T>,
    options?: RequestOptions,
    extra: Pick<Request<T>, 'value' | 'absent'> & { readonly more?: string } = none,
  ): Promise<T> {
    try {
      this.refuseChange(name)
      const { more = '', value, absent } = extra
      const request = { name, subject: checkedPath(path), text: `${path}\0${more}`, value, decode, absent }
      return this.#ask(request, options)
    } catch (error) {
      return Promise.reject(VirtError.from(error))
    }
  }

  /** @internal */
  protected refuseChange(name: RequestName): void {
    if (this.readOnly && requests[name].change)
      throw new VirtError('OPERATION_DENIED', `this connection to the store is read-only: ${name}`, {
        origin: 'XENSTORE',
      })
  }
}

const none = {}
