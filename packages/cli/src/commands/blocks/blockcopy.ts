import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { bool, bytes, string, unsigned } from '../../parser/options.js'
import { fileNames } from '../../shell/names.js'
import { chosen } from '../shared/chosen.js'
import { follow } from '../shared/follow.js'
import { domain } from '../shared/lookup.js'
import { copyDestination, destinationXml } from './copy-destination.js'
import { pace, paceOf, path, waits } from './options.js'

export const blockcopy: Command = command({
  name: 'blockcopy',
  summary: 'Start a block copy operation.',
  description: 'Copy a disk backing image chain to dest.',
  options: {
    domain,
    path,
    dest: string('path of the copy to create', { complete: fileNames }),
    ...pace,
    shallow: bool('make the copy share a backing chain'),
    'reuse-external': bool('reuse existing destination'),
    blockdev: bool('copy destination is block device instead of regular file'),
    pivot: bool('implies --wait, pivot when mirroring starts'),
    finish: bool('implies --wait, quit when mirroring starts'),
    xml: string('filename containing XML description of the copy destination', { named: true }),
    format: string('format of the destination file', { named: true }),
    granularity: unsigned('power-of-two granularity to use during the copy'),
    'buf-size': bytes('maximum amount of in-flight data during the copy'),
    'transient-job': bool('the copy job is not persisted if VM is turned off'),
    'synchronous-writes': bool(
      'the copy job forces guest writes to be synchronously written to the destination',
    ),
    'print-xml': bool('print the XML used to start the copy job instead of starting the job'),
  },
  run: async (session, { domain: { it }, path: disk, dest, xml, format, blockdev, ...values }) => {
    const { pivot, finish, shallow, granularity, 'buf-size': bufferSize, 'print-xml': printXml } = values
    exclusive({ pivot, finish }, 'pivot', 'finish')
    const to = await copyDestination(session, { dest, xml, format, blockdev })
    if (printXml) return session.output.print(destinationXml(to))
    const wait = waits(values) || pivot || finish
    const job = it.disk(disk).copy(to, {
      ...chosen({
        shallow,
        pivot,
        finish,
        reuseExternal: values['reuse-external'],
        synchronousWrites: values['synchronous-writes'],
      }),
      ...(granularity !== undefined && { granularity }),
      ...(bufferSize !== undefined && { bufferSize }),
      ...paceOf(values, wait),
      ...session.call,
    })
    await (wait ? follow(job, 'Block Copy', values.verbose, session) : job)
    session.output.confirm(wait ? ended(pivot, finish) : 'Block Copy started')
  },
})

function ended(pivot: boolean, finish: boolean): string {
  if (pivot) return '\nSuccessfully pivoted'
  return finish ? '\nSuccessfully copied' : '\nNow in mirroring phase'
}
