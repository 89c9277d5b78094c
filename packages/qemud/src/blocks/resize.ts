import type { Call } from '@virt/core/driver'
import type { ManagedDomain } from '../engine/domain.js'
import { diskNamed, imagesOfDisk } from './find-disk.js'
import { nodeOf } from './nodes.js'
import { refuseBusy } from './run-job.js'

const sector = 512

/** Change how large a disk is; the size of a format that counts in sectors is rounded up. */
export function blockResize(domain: ManagedDomain, name: string, size: number, call: Call): Promise<void> {
  return domain.jobs.run(async () => {
    const guest = domain.running()
    const disk = diskNamed(guest.config, name)
    refuseBusy(guest, disk.target.dev)
    const [top] = imagesOfDisk(disk)
    const whole = top.format === 'raw' ? size : Math.ceil(size / sector) * sector
    await guest.monitor.execute('block_resize', { 'node-name': nodeOf(top), size: whole }, call)
  }, call)
}
