import { VirtError } from '@virt/core'
import { command, type Command } from '../../parser/command.js'
import { bool, requiredUnsigned } from '../../parser/options.js'
import { parseInteger } from '../../parser/numbers.js'
import { domain } from '../shared/lookup.js'

const mebibyte = 1024 * 1024
/** MiB/s: what libvirt says where there is no limit. */
const unlimited = 8_796_093_022_207

export const migrateSetspeed: Command = command({
  name: 'migrate-setspeed',
  summary: 'Set the maximum migration bandwidth',
  description:
    'Set the maximum migration bandwidth (in MiB/s) for a domain which is being migrated to another host.',
  options: {
    domain,
    bandwidth: {
      ...requiredUnsigned('migration bandwidth limit in MiB/s'),
      read: (given) => parseInteger(given?.values[0] ?? '', 'bandwidth', 0, unlimited),
    },
    postcopy: bool('set post-copy migration bandwidth'),
  },
  run: async (session, { domain: { it }, bandwidth, postcopy }) => {
    refusePostcopy(postcopy)
    const speed = bandwidth * mebibyte
    await it.migrateSetMaxSpeed(Number.isSafeInteger(speed) ? speed : 0, session.call)
  },
})

export const migrateGetspeed: Command = command({
  name: 'migrate-getspeed',
  summary: 'Get the maximum migration bandwidth',
  description: 'Get the maximum migration bandwidth (in MiB/s) for a domain.',
  options: { domain, postcopy: bool('get post-copy migration bandwidth') },
  run: async (session, { domain: { it }, postcopy }) => {
    refusePostcopy(postcopy)
    const speed = await it.migrateMaxSpeed(session.call)
    session.output.line(`${speed === 0 ? unlimited : Math.floor(speed / mebibyte)}`)
  },
})

export const migrateSetmaxdowntime: Command = command({
  name: 'migrate-setmaxdowntime',
  summary: 'set maximum tolerable downtime',
  description: 'Set maximum tolerable downtime of a domain which is being live-migrated to another host.',
  options: {
    domain,
    downtime: requiredUnsigned('maximum tolerable downtime (in milliseconds) for migration'),
  },
  run: (session, { domain: { it }, downtime }) => it.migrateSetMaxDowntime(downtime, session.call),
})

export const migrateGetmaxdowntime: Command = command({
  name: 'migrate-getmaxdowntime',
  summary: 'get maximum tolerable downtime',
  description: 'Get maximum tolerable downtime of a domain which is being live-migrated to another host.',
  options: { domain },
  run: async (session, { domain: { it } }) =>
    session.output.line(`${await it.migrateMaxDowntime(session.call)}`),
})

function refusePostcopy(postcopy: boolean): void {
  if (postcopy) throw new VirtError('OPERATION_UNSUPPORTED', 'no migration goes on after the copy here')
}
