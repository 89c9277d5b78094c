import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A directory that is gone with the process. */
export function scratch(name) {
  const directory = mkdtempSync(join(tmpdir(), `virt-fuzz-${name}-`))
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }))
  return directory
}
