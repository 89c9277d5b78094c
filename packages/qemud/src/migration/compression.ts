import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { VirtError } from '@virt/core/driver'

/** A program that reads its input and writes its output: command and arguments. */
export type Filter = readonly [command: string, ...arguments: string[]]

interface Compression {
  readonly pack: Filter
  readonly unpack: Filter
}

const usual = (command: string): Compression => ({ pack: [command, '-c'], unpack: [command, '-dc'] })

/** By libvirt's names for `save_image_format`. */
const compressions: Readonly<Record<string, Compression>> = {
  raw: { pack: ['cat'], unpack: ['cat'] },
  gzip: usual('gzip'),
  bzip2: usual('bzip2'),
  xz: usual('xz'),
  lzop: usual('lzop'),
  zstd: { pack: ['zstd', '-q', '-c'], unpack: ['zstd', '-q', '-dc'] },
}

/** The program that makes a stream smaller. INVALID_ARG for an unknown name, OPERATION_UNSUPPORTED when it is not installed. */
export function packer(name: string): Promise<Filter> {
  return installed(name, 'pack')
}

/** The program that undoes it. */
export function unpacker(name: string): Promise<Filter> {
  return installed(name, 'unpack')
}

async function installed(name: string, direction: keyof Compression): Promise<Filter> {
  const compression = Object.hasOwn(compressions, name) ? compressions[name] : undefined
  if (!compression)
    throw new VirtError(
      'INVALID_ARG',
      `unknown image format '${name}': expected ${Object.keys(compressions).join(', ')}`,
      { origin: 'QEMU' },
    )
  const filter = compression[direction]
  if (await onPath(filter[0])) return filter
  throw new VirtError(
    'OPERATION_UNSUPPORTED',
    `Compression program for image format '${name}' is not available`,
    {
      origin: 'QEMU',
    },
  )
}

async function onPath(command: string): Promise<boolean> {
  for (const directory of (process.env.PATH ?? '').split(delimiter).filter((each) => each !== ''))
    if (await usable(join(directory, command))) return true
  return false
}

const usable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
