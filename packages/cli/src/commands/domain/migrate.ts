import { command, type Command } from '../../parser/command.js'
import { attempt } from '../../parser/failure.js'
import { bool, data, string } from '../../parser/options.js'
import { chosen } from '../shared/chosen.js'
import { follow } from '../shared/follow.js'
import { domain } from '../shared/lookup.js'

export const migrate: Command = command({
  name: 'migrate',
  summary: 'migrate domain to another host',
  description: 'Migrate domain to another host.  Add --live for live migration.',
  options: {
    domain,
    desturi: data(
      'the destination host as its hypervisor is reached from this one: HOST, HOST:PORT or a URI',
    ),
    migrateuri: string('migration URI, usually can be omitted'),
    dname: string('rename to new name during migration (if supported)'),
    live: bool('live migration'),
    persistent: bool('persist VM on destination'),
    undefinesource: bool('undefine VM on source'),
    suspend: bool('do not restart the domain on the destination host'),
    verbose: bool('display the progress of migration'),
  },
  run: async (session, { domain: { it, given }, desturi, migrateuri, dname, verbose, ...values }) => {
    const { live, persistent: persistDestination, undefinesource: undefineSource, suspend: paused } = values
    const job = it.migrate(desturi, {
      ...chosen({ live, persistDestination, undefineSource, paused }),
      ...(migrateuri && { uri: migrateuri }),
      ...(dname && { name: dname }),
      ...session.call,
    })
    await attempt(
      `Failed to migrate domain '${given}' to ${desturi}`,
      follow(job, 'Migration', verbose, session),
    )
  },
})
