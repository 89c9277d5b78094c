/** What one input may take. */
export const limits = {
  /** No input is longer. */
  bytes: 256 * 1024,
  /** Milliseconds of computing after which an input that has not come back never will. */
  hang: 10_000,
  /** Milliseconds of computing that any input, and each of its KiB, may take: what is linear stays far below. */
  budget: (bytes) => 50 + (bytes / 1024) * 5,
}
