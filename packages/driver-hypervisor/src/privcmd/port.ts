/** Memory that Xen reads and writes during a call, and that stays where it is. */
export interface HypercallMemory {
  readonly bytes: Buffer
  /** Where Xen finds the first byte. */
  readonly address: bigint
  /** Give it back. Nothing may look at {@link bytes} afterwards. */
  release(): void
}

/** The way to Xen: what `/dev/xen/privcmd` does, and no more. */
export interface HypercallPort {
  /** Memory for at least `size` bytes, zeroed. */
  allocate(size: number): HypercallMemory
  /** A hypercall of microseconds. Its result, or minus an errno. */
  call(op: number, ...args: readonly bigint[]): number
  /** The same for one that may take long: on another thread. */
  callAside(op: number, ...args: readonly bigint[]): Promise<number>
  /** Let go of the device, when the calls aside have ended. */
  close(): Promise<void>
}
