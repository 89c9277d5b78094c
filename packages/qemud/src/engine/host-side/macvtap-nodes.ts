import { closeSync, openSync, readFileSync } from 'node:fs'

/** Open the device nodes of macvtap interfaces, once for each time that a name is there, for as long as `use` takes. */
export function withMacvtaps<T>(names: readonly string[], use: (descriptors: readonly number[]) => T): T {
  const descriptors: number[] = []
  try {
    for (const name of names) descriptors.push(openSync(nodeOf(name), 'r+'))
    return use(descriptors)
  } finally {
    for (const descriptor of descriptors) closeSync(descriptor)
  }
}

function nodeOf(name: string): string {
  return `/dev/tap${readFileSync(`/sys/class/net/${name}/ifindex`, 'latin1').trim()}`
}
