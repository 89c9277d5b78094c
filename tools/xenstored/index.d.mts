/** A real xenstored of its own, which believes that the domains exist that it is told of. */
export interface Xenstored {
  /** The path of its socket, for `XENSTORED_PATH` or a client of ours. Only this user may connect. */
  readonly socket: string
  /** Its files. Gone after `stop`. */
  readonly directory: string
  /**
   * The ids of the domains that exist beside 0, from now on: INTRODUCE of them works, and the store releases those that
   * it knew and that are no longer there (`@releaseDomain`). Default: none.
   */
  domains(ids: readonly number[]): void
  /** Send the daemon a signal: `SIGSTOP` for one that never answers, `SIGKILL` for one that dies. */
  kill(signal: NodeJS.Signals): void
  /** End the daemon, whatever state it is in, and remove its files. */
  stop(): Promise<void>
}

/**
 * Start the C xenstored of Debian's Xen 4.17, which needs no hypervisor here. Ready for connections when this resolves;
 * the first call on a machine downloads it. Gate tests with `peer('xenstored')`.
 * @param options what `xenstored --help` lists, such as `'--watch-nb', '64'`
 */
export function startXenstored(...options: string[]): Promise<Xenstored>
