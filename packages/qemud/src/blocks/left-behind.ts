import { basename } from 'node:path'
import type { DomainConfig } from '@virt/core/config'
import { imagePath } from '../command-line/block-nodes.js'
import type { EngineContext } from '../engine/context.js'
import { commandLine, processesWith } from '../host/find-processes.js'
import { processEnd } from '../host/process-end.js'
import { processStart } from '../host/process-times.js'

const pollInterval = 20

/**
 * A `qemu-img` that an engine which was killed has left in the middle of its work keeps its image locked, and must not be
 * killed: it has the first turn of its domain.
 */
export function letWorkEnd(context: EngineContext): void {
  const all = Array.from(context.domains, (domain) => ({ domain, images: imagesOf(domain.config) }))
  const users = all.filter(({ images }) => images.length > 0)
  if (users.length === 0) return
  for (const pid of processesWith((word) => basename(word) === 'qemu-img')) {
    const start = processStart(pid)
    const words = commandLine(pid)
    for (const { domain, images } of users)
      if (images.some((path) => words.includes(path)))
        domain.jobs.run(() => processEnd(pid, start, pollInterval, context.closing)).catch(() => undefined)
  }
}

function imagesOf({ devices }: DomainConfig): readonly string[] {
  return devices?.disks?.flatMap((disk) => imagePath(disk) ?? []) ?? []
}
