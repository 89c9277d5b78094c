/** What the machine of a suite has. */
export interface LabOptions {
  /** So many tiny guests, `lab1`, `lab2` ... with the ids 1, 2 ..., run before the suite begins. Default 0. */
  readonly domus?: number
  /** Start none of Xen's daemons: only hypercalls work. */
  readonly bare?: boolean
  /** Milliseconds after which the machine is killed, waiting for another suite's not counted. Default 900000. */
  readonly timeout?: number
  /** MiB of the machine: guests have what dom0 has not. Default 2048. */
  readonly memory?: number
  /** MiB of dom0. Default 1024. */
  readonly dom0Memory?: number
  /** Variables of the suite's environment. */
  readonly environment?: Readonly<Record<string, string>>
}

/**
 * Run a file of `node:test` tests in the dom0 of a real Xen, and declare each as a test of vitest, with its result. The
 * file is bundled here; dom0 has this workspace at the same path, and forgets what is written. One boot per call; suites
 * of several processes wait for each other. A suite that crashes, hangs or kills its machine is a failed test. Where
 * there is no lab (`peer('xen-lab')`), it is one skipped test.
 *
 * ```ts
 * await labSuite(new URL('./lab/guests.lab.ts', import.meta.url), { domus: 3 })
 * ```
 */
export function labSuite(file: URL, options?: LabOptions): Promise<void>
