const mebibyte = 1024 * 1024

/** What one input may take. */
export const limits = {
  /** No input is longer. */
  bytes: 256 * 1024,
  /** Milliseconds of computing after which an input that has not come back never will. */
  hang: 10_000,
  /** Milliseconds after which nothing more comes of a peer that has hung up. */
  silence: 300_000,
  /** Bytes that the whole process may hold at any time. */
  memory: 1024 * mebibyte,
  /** Of it for JavaScript's objects, in MiB. */
  heap: 512,
  /** Milliseconds of computing that any input, and each of its KiB, may take: what is linear stays far below. */
  budget: (bytes) => 50 + (bytes / 1024) * 5,
}
