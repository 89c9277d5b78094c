import type { DeviceConfig, DomainConfig, NetworkConfig } from '../config.js'
import type { Connection } from '../front/connection.js'
import type { Domain } from '../front/domain.js'

/**
 * Facts about a driver and its guests that a test cannot find out by itself. They say what to expect, how long to wait
 * and how much to ask for; none of them excuses an operation from its rules. The kit prints those that are given.
 */
export interface DriverLimits {
  /** KiB that a guest needs at least. Default 4096, as libvirt's. */
  readonly minimumMemory?: number
  /** Milliseconds that any operation, with its events, may take. Default 10,000. */
  readonly answerWithin?: number
  /** How many guests can run at the same time. Default 2. */
  readonly runningGuests?: number
  /** Milliseconds in which the guest powers off, or restarts, when it is asked to. Absent: it does not react. */
  readonly guestReactsWithin?: number
  /** Whether the guest sends back what is written to its console. Default false: only its life is tested. */
  readonly consoleEchoes?: boolean
  /** How many calls at once the driver takes. Default 50. */
  readonly callsAtOnce?: number
  /** How often the leak check opens and closes a connection. Default 10,000; fewer where opening is costly. */
  readonly opens?: number
  /** How many random sequences of changes are run against the model of a domain's life. Default 300; fewer where starting is costly. */
  readonly sequences?: number
}

/** The functions of a test runner: those of vitest, jest and mocha are such, and so are those of `node:test`. */
export interface Runner {
  readonly describe: (name: string, body: () => void) => unknown
  /** The last value is the milliseconds that the test may take. */
  readonly it: (name: string, body: () => Promise<void>, timeout: number) => unknown
}

/** A driver under test, and what its tests need. */
export interface DriverHarness {
  /** What the tests are called: the driver, and how it is reached. */
  readonly name: string
  /**
   * Open a connection to the driver, through the front-end: `({ readOnly }) => (readOnly ? openReadOnly : open)(uri)`.
   * All connections that are open at one time lead to the same hypervisor.
   */
  readonly open: (options: { readonly readOnly: boolean }) => Promise<Connection>
  /** Bring the hypervisor back to how it was, after each rule. Absent: the kit removes what it made, and no more. */
  readonly reset?: () => Promise<void>
  /**
   * The description of a domain, with this name and without uuid, that the driver can define and start. Called for each
   * domain that a rule needs.
   */
  readonly guest: (name: string) => string | DomainConfig
  /**
   * Where the driver can neither define nor create domains: the names of some that are there, to which the rules may do
   * everything that the driver can. Domains of other names are left alone.
   */
  readonly existing?: readonly string[]
  /** Resolves when a guest that was started has come so far that it reacts. Default: it reacts at once. */
  readonly booted?: (domain: Domain) => Promise<void>
  /** The description of a network, like that of {@link guest}. Default: one with a bridge of its own and no way out. */
  readonly network?: (name: string) => string | NetworkConfig
  /** A device that a running guest can be given and rid of. Default: a virtio disk. */
  readonly device?: () => string | DeviceConfig
  readonly limits?: DriverLimits
  /**
   * End the other side of all open connections without warning: kill the daemon, cut the sockets. Later calls of
   * {@link open} work again. Absent where there is no other side.
   */
  readonly kill?: () => Promise<void>
  /** Repeats the random sequences of a failure: the seed that it printed. Default: another one each time. */
  readonly seed?: number
  /** Default: the global `describe` and `it`. */
  readonly runner?: Runner
}
