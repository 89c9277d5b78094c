/** One row of {@link requests}. */
export interface RequestTraits {
  /** `xsd_sockmsg_type` of Xen's public header `io/xs_wire.h`. */
  readonly number: number
  /** What it does, after "cannot". */
  readonly verb: string
  /** Whether it changes anything: refused on a read-only client. */
  readonly change?: boolean
}

export type RequestName =
  | 'CONTROL'
  | 'DIRECTORY'
  | 'READ'
  | 'GET_PERMS'
  | 'WATCH'
  | 'UNWATCH'
  | 'TRANSACTION_START'
  | 'TRANSACTION_END'
  | 'INTRODUCE'
  | 'RELEASE'
  | 'GET_DOMAIN_PATH'
  | 'WRITE'
  | 'MKDIR'
  | 'RM'
  | 'SET_PERMS'
  | 'IS_DOMAIN_INTRODUCED'
  | 'RESUME'
  | 'SET_TARGET'
  | 'RESET_WATCHES'
  | 'DIRECTORY_PART'

/** Every request of the protocol. 15 and 16 are the store's: an event of a watch, and an error. */
export const requests: Readonly<Record<RequestName, RequestTraits>> = {
  CONTROL: { number: 0, verb: 'control', change: true },
  DIRECTORY: { number: 1, verb: 'list' },
  READ: { number: 2, verb: 'read' },
  GET_PERMS: { number: 3, verb: 'read the permissions of' },
  WATCH: { number: 4, verb: 'watch' },
  UNWATCH: { number: 5, verb: 'stop watching' },
  TRANSACTION_START: { number: 6, verb: 'start a transaction' },
  TRANSACTION_END: { number: 7, verb: 'end a transaction' },
  INTRODUCE: { number: 8, verb: 'introduce domain', change: true },
  RELEASE: { number: 9, verb: 'release domain', change: true },
  GET_DOMAIN_PATH: { number: 10, verb: 'tell the path of domain' },
  WRITE: { number: 11, verb: 'write', change: true },
  MKDIR: { number: 12, verb: 'make', change: true },
  RM: { number: 13, verb: 'remove', change: true },
  SET_PERMS: { number: 14, verb: 'set the permissions of', change: true },
  IS_DOMAIN_INTRODUCED: { number: 17, verb: 'tell whether the store knows domain' },
  RESUME: { number: 18, verb: 'resume domain', change: true },
  SET_TARGET: { number: 19, verb: 'set the target of domain', change: true },
  RESET_WATCHES: { number: 21, verb: 'reset the watches' },
  DIRECTORY_PART: { number: 22, verb: 'list' },
}

export const watchEvent = 15
export const errorReply = 16
