import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { imagePath } from '../command-line/block-nodes.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import { commandLine, processesWith } from '../host/find-processes.js'
import { processStart } from '../host/process-times.js'

const pollInterval = 20

/**
 * A `qemu-img` that an engine which was killed has left in the middle of its work keeps its image locked, and must not be
 * killed: it has the first turn of its domain.
 */
export function letWorkEnd(context: EngineContext): void {
  for (const pid of processesWith((word) => basename(word) === 'qemu-img')) {
    const start = processStart(pid)
    const words = commandLine(pid)
    for (const domain of context.domains)
      if (imagesOf(domain).some((path) => words.includes(path)))
        domain.jobs.run(() => gone(context, pid, start)).catch(() => undefined)
  }
}

function imagesOf({ config }: ManagedDomain): readonly string[] {
  return config.devices?.disks?.flatMap((disk) => imagePath(disk) ?? []) ?? []
}

async function gone({ closing }: EngineContext, pid: number, start: string | undefined): Promise<void> {
  while (start !== undefined && processStart(pid) === start && !closing.aborted) await sleep(pollInterval)
}
