import { resolve } from 'node:path'
import { command, type Command } from '../../parser/command.js'
import { bool, data } from '../../parser/options.js'
import { fileNames } from '../../shell/names.js'
import { chosen } from '../shared/chosen.js'

export const saveImageDumpxml: Command = command({
  name: 'save-image-dumpxml',
  summary: 'saved state domain information in XML',
  description: 'Dump XML of domain information for a saved state file to stdout.',
  options: {
    file: data('saved state file to read', { complete: fileNames }),
    'security-info': bool('include security sensitive information in XML dump'),
  },
  run: async (session, { file, 'security-info': secure }) => {
    const connection = await session.connection()
    const flags = { ...chosen({ secure }), ...session.call }
    session.output.print(await connection.saveImageXml(resolve(session.cwd, file), flags))
  },
})
