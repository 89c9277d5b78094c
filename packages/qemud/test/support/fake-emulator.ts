import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** An emulator that answers probes as the real one, and does something else when a domain is started. */
export function fakeEmulator(directory: string, instead: string): string {
  const path = join(directory, 'qemu-system-x86_64')
  const script = `#!/bin/sh\ncase "$*" in *"-machine none"*) exec qemu-system-x86_64 "$@";; esac\n${instead}\n`
  writeFileSync(path, script, { mode: 0o755 })
  return path
}
