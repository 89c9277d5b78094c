/** The world around the program, so that tests can bring their own. */
export interface Environment {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean; setRawMode?(raw: boolean): unknown }
  readonly stdout: NodeJS.WritableStream
  readonly stderr: NodeJS.WritableStream
  readonly env: NodeJS.ProcessEnv
  readonly cwd: string
  /** 0: the machine's administrator, who has a configuration of his own. */
  readonly uid: number
  /** Hear of Ctrl-C; answers the way to stop hearing. A listener that answers `false` has nothing left to stop. */
  readonly onInterrupt: (listener: () => boolean) => () => void
}

export function isTerminal(stream: object): boolean {
  return 'isTTY' in stream && stream.isTTY === true
}
