import type { DiskConfig } from '@virt/core/config'
import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { attempt, Failure } from '../../parser/failure.js'
import { bool, data, string } from '../../parser/options.js'
import { fileNames } from '../../shell/names.js'
import { affected } from '../shared/affect.js'
import { chosen } from '../shared/chosen.js'
import { changedConfig, findDisk } from '../shared/find-device.js'
import { domain } from '../shared/lookup.js'
import { printDevice } from '../shared/print-device.js'

type Action = 'eject' | 'insert' | 'update'

const done: Readonly<Record<Action, string>> = {
  eject: 'Successfully ejected media.',
  insert: 'Successfully inserted media.',
  update: 'Successfully updated media.',
}

export const changeMedia: Command = command({
  name: 'change-media',
  summary: 'Change media of CD or floppy drive',
  description: 'Change media of CD or floppy drive.',
  options: {
    domain,
    path: data('Fully-qualified path or target of disk device'),
    source: string('source of the media', { complete: fileNames }),
    eject: bool('Eject the media'),
    insert: bool('Insert the media'),
    update: bool('Update the media'),
    current: bool(
      'can be either or both of --live and --config, depends on implementation hypervisor driver',
    ),
    live: bool('alter live configuration of running domain'),
    config: bool('alter persistent configuration, effect observed on next boot'),
    force: bool('force media changing'),
    'print-xml': bool('print XML document rather than change media'),
    block: bool('source media is a block device'),
  },
  run: async (session, { domain: { it }, path, source, force, block, 'print-xml': printXml, ...values }) => {
    const { eject, insert, update, ...affect } = values
    exclusive({ eject, insert, update, block }, 'eject', 'insert', 'update', 'block')
    exclusive({ insert, update }, 'insert', 'update')
    const flags = { ...affected(affect), ...chosen({ force }), ...session.call }
    const action = actionOf({ eject, insert, update }, source)
    const { devices } = await changedConfig(session, it, affect)
    const drives = (devices?.disks ?? []).filter(({ device }) => device === 'cdrom' || device === 'floppy')
    const disk = withMedium(findDisk(drives, path), action, source, block)
    if (printXml) return printDevice(session, { disk })
    await attempt(`Failed to complete action ${action} on media`, it.updateDevice({ disk }, flags))
    session.output.print(done[action])
  },
})

/** An update to nothing ejects. */
function actionOf(
  { eject, insert, update }: Readonly<Record<Action, boolean>>,
  source: string | undefined,
): Action {
  if (eject || (update && source === undefined)) return 'eject'
  return insert ? 'insert' : 'update'
}

function withMedium(
  { source: before, ...disk }: DiskConfig,
  action: Action,
  path: string | undefined,
  block: boolean,
): DiskConfig {
  const drive = { ...disk, backingStore: undefined } as DiskConfig
  if (action === 'eject') return drive
  if (path === undefined) throw new Failure('New disk media source was not specified')
  if (action === 'insert' && before)
    throw new Failure(`The disk device '${disk.target.dev}' already has media`)
  return block
    ? { ...drive, type: 'block', source: { dev: path } }
    : { ...drive, type: 'file', source: { file: path } }
}
