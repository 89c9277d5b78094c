import { randomBytes } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { VirtError, type Call } from '@virt/core/driver'
import type { Layout } from '../../store/layout.js'
import type { ManagedDomain } from '../domain.js'
import type { Guest } from '../guest.js'

/** The screen as a PNG, which QEMU makes: a file that has no name any more when it is read. */
export function screenshot(
  layout: Layout,
  domain: ManagedDomain,
  screen: number | undefined,
  call: Call,
): Promise<Readable> {
  return domain.jobs.run(async () => {
    const guest = domain.running()
    const filename = join(layout.state, `${randomBytes(6).toString('hex')}.png`)
    try {
      await guest.monitor.execute(
        'screendump',
        { filename, format: 'png', ...(screen !== undefined && placeOf(guest, screen)) },
        call,
      )
      return (await open(filename, 'r')).createReadStream()
    } finally {
      await rm(filename, { force: true })
    }
  }, call)
}

/** Screens are numbered over all video devices. */
function placeOf({ config }: Guest, screen: number): { device: string; head: number } {
  let rest = screen
  for (const { alias = '', model } of config.devices?.videos ?? []) {
    const heads = model?.heads ?? 1
    if (rest < heads) return { device: alias, head: rest }
    rest -= heads
  }
  throw new VirtError('INVALID_ARG', `no such screen: ${screen}`, { origin: 'QEMU' })
}
