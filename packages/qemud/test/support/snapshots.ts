import type { SnapshotRecord } from '@virt/core/driver'
import { qemuImg } from './images.js'

/** Names of the internal snapshots of an image. */
export function tagsOf(image: string): string[] {
  const info = JSON.parse(qemuImg('info', '-U', '--output=json', image)) as {
    readonly snapshots?: readonly { readonly name: string }[]
  }
  return (info.snapshots ?? []).map(({ name }) => name)
}

/** A listing in short: `name<parent state location`. */
export function inShort(records: readonly SnapshotRecord[]): string[] {
  return records.map(
    ({ name, parent = '', state, location, current }) =>
      `${name}<${parent} ${state} ${location}${current ? ' *' : ''}`,
  )
}
