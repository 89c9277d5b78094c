import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EngineContext } from './context.js'
import { startDomain } from './define.js'

/** Start what is to start with the host: once, however often the daemon is started. A failure stops no other. */
export async function startMarked(context: EngineContext): Promise<void> {
  if (!claimBoot(join(context.layout.state, 'autostarted'))) return
  await context.networks.startMarked()
  const marked = [...context.domains].filter(({ autostart, guest }) => autostart && !guest)
  await Promise.all(
    marked.map((domain) =>
      startDomain(context, domain, {}, {}).catch((error: unknown) =>
        context.warn(`domain '${domain.name}' is not started: ${(error as Error).message}`),
      ),
    ),
  )
}

/** The state directory is emptied when the host boots. */
function claimBoot(marker: string): boolean {
  try {
    writeFileSync(marker, '', { flag: 'wx', mode: 0o600 })
    return true
  } catch {
    return false
  }
}
