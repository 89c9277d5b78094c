import { resolve } from 'node:path'
import type { BlockCopyDestination } from '@virt/core'
import { exclusive } from '../../parser/exclusive.js'
import { Failure } from '../../parser/failure.js'
import type { Session } from '../../session.js'
import { readDescription } from '../shared/read-file.js'
import { attributes } from '../shared/xml.js'

interface Wishes {
  readonly dest?: string | undefined
  readonly xml?: string | undefined
  readonly format?: string | undefined
  readonly blockdev: boolean
}

/** Where a copy goes: as the options say, or a description in a file. */
export async function copyDestination(
  session: Session,
  { dest, xml, format, blockdev }: Wishes,
): Promise<BlockCopyDestination> {
  for (const other of ['dest', 'blockdev', 'format'] as const)
    exclusive({ xml, dest, blockdev, format }, other, 'xml')
  if (xml !== undefined) return described(await readDescription(xml, session), xml)
  if (dest === undefined) throw new Failure('need either --dest or --xml')
  return {
    path: resolve(session.cwd, dest),
    ...(blockdev ? { type: 'block' as const } : {}),
    ...(format === undefined ? {} : { format }),
  }
}

async function described(text: string, file: string): Promise<BlockCopyDestination> {
  const { parseDevice } = await import('@virt/core/config')
  const device = parseDevice(text)
  if (!('disk' in device)) throw new Failure(`${file} describes no <disk>`)
  const { type, source, driver } = device.disk
  const path = type === 'file' ? source?.file : type === 'block' ? source?.dev : undefined
  if (path === undefined || (type !== 'file' && type !== 'block'))
    throw new Failure(`a copy goes to a file or a block device, which ${file} does not name`)
  return { path, type, ...(driver?.type === undefined ? {} : { format: driver.type }) }
}

/** The description of it that virsh would send. */
export function destinationXml({ path, type = 'file', format }: BlockCopyDestination): string {
  const source = attributes(type === 'block' ? { dev: path } : { file: path })
  const driver = format === undefined ? '' : `  <driver${attributes({ type: format })}/>\n`
  return `<disk type='${type}'>\n  <source${source}/>\n${driver}</disk>\n`
}
