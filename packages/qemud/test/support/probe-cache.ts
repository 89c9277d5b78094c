import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The directory in which what the first engine has learned of QEMU is kept for all others of a run. */
    readonly probeCache: string
  }
}

const directory = mkdtempSync(join(tmpdir(), 'virt-cache-'))

export function setup({ provide }: TestProject): void {
  provide('probeCache', directory)
}

export function teardown(): void {
  rmSync(directory, { recursive: true, force: true })
}
