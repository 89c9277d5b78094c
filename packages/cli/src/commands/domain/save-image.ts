import { resolve } from 'node:path'
import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { attempt } from '../../parser/failure.js'
import { bool } from '../../parser/options.js'
import { chosen } from '../shared/chosen.js'
import { edit } from '../shared/edit.js'
import { file, readDescription } from '../shared/read-file.js'

export const saveImageDumpxml: Command = command({
  name: 'save-image-dumpxml',
  summary: 'saved state domain information in XML',
  description: 'Dump XML of domain information for a saved state file to stdout.',
  options: {
    file: file('saved state file to read'),
    'security-info': bool('include security sensitive information in XML dump'),
  },
  run: async (session, { file: path, 'security-info': secure }) => {
    const connection = await session.connection()
    const flags = { ...chosen({ secure }), ...session.call }
    session.output.print(await connection.saveImageXml(resolve(session.cwd, path), flags))
  },
})

const outcome = {
  running: bool('set domain to be running on restore'),
  paused: bool('set domain to be paused on restore'),
} as const

export const saveImageDefine: Command = command({
  name: 'save-image-define',
  summary: "redefine the XML for a domain's saved state file",
  description: 'Replace the domain XML associated with a saved state file',
  options: {
    file: file('saved state file to modify'),
    xml: file('filename containing updated XML for the target'),
    ...outcome,
  },
  run: async (session, { file: path, xml, running, paused }) => {
    exclusive({ running, paused }, 'running', 'paused')
    const text = await readDescription(xml, session)
    const connection = await session.connection()
    const flags = { ...chosen({ running, paused }), ...session.call }
    const work = connection.saveImageDefine(resolve(session.cwd, path), text, flags)
    await attempt(`Failed to update ${path}`, work)
    session.output.confirm(`State file ${path} updated.`)
  },
})

export const saveImageEdit: Command = command({
  name: 'save-image-edit',
  summary: "edit XML for a domain's saved state file",
  description: 'Edit the domain XML associated with a saved state file',
  options: { file: file('saved state file to edit'), ...outcome },
  run: async (session, { file: given, running, paused }) => {
    exclusive({ running, paused }, 'running', 'paused')
    const connection = await session.connection()
    const path = resolve(session.cwd, given)
    const flags = { ...chosen({ running, paused }), ...session.call }
    const changed = await edit(session, {
      text: await connection.saveImageXml(path, { secure: true, ...session.call }),
      save: async (edited) => connection.saveImageDefine(path, edited, flags),
    })
    session.output.confirm(
      changed ? `State file ${given} edited.` : `Saved image ${given} XML configuration not changed.`,
    )
  },
})
