import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { DiskConfig } from '@virt/core/config'
import type { DomainEvent, DomainRef } from '@virt/core/driver'
import { nano, openEngine, uuids, type TestEngine } from './engine.js'
import { diskXml, makeImage } from './images.js'
import { temporary } from './temporary.js'

export interface DiskDomain extends TestEngine {
  readonly root: string
  readonly domain: DomainRef
  /** Images of `vda`, topmost first. */
  readonly images: readonly string[]
  /** The disk of the live description, or of the definition. */
  readonly disk: (inactive?: boolean) => Promise<DiskConfig | undefined>
}

/** A defined domain whose disk has this many images, each with data of its own. */
export async function diskDomain(depth = 1, start = true): Promise<DiskDomain> {
  const root = temporary()
  const images = makeChain(root, depth)
  const test = await openEngine(root)
  const description = nano({ name: 'a', uuid: uuids[0], devices: diskXml(images[0] ?? '') })
  let domain = await test.domains.define(description, {})
  if (start) domain = await test.domains.start(domain, { paused: true }, {})
  const disk = async (inactive = false): Promise<DiskConfig | undefined> =>
    (await test.domains.config(domain, { inactive }, {})).devices?.disks?.[0]
  return { ...test, root, domain, images, disk }
}

function makeChain(root: string, depth: number): string[] {
  const images: string[] = []
  for (let level = depth - 1; level >= 0; level--) {
    const path = join(root, `image${level}`)
    const [below] = images
    images.unshift(makeImage(path, '4M', below === undefined ? undefined : { path: below, format: 'qcow2' }))
    write(path, level + 1, level)
  }
  return images
}

/** A megabyte of one byte, in an image that nobody has open. */
export function write(image: string, value: number, megabyte: number): void {
  qemuIo(image, `write -P ${value} ${megabyte}M 1M`)
}

/** Whether a megabyte of an image, as the whole chain shows it, is of that byte. */
export function holds(image: string, value: number, megabyte: number): boolean {
  return !qemuIo(image, `read -P ${value} ${megabyte}M 1M`).includes('failed')
}

function qemuIo(image: string, command: string): string {
  const open = command.startsWith('read') ? ['-r', '-U'] : []
  return execFileSync('qemu-io', ['-f', 'qcow2', ...open, '-c', command, image], { encoding: 'utf8' })
}

/** The events of block jobs as short words. */
export function jobEvents(events: readonly DomainEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'blockJob' ? [`${event.job} ${event.status}`] : []))
}
