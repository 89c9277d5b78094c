import { basename } from 'node:path'
import type { Definition } from './definition.js'

/** A file that is passed over, and why. */
export interface Problem {
  readonly path: string
  readonly reason: string
}

/** What the directory says at one moment. */
export class Snapshot {
  /** Each name and each uuid once, in the order of the files' names. */
  readonly definitions: readonly Definition[]
  readonly byName: ReadonlyMap<string, Definition>
  readonly byUuid: ReadonlyMap<string, Definition>
  readonly problems: readonly Problem[]

  /** Of files that claim the same name, the one that is called so has it, else the first. */
  constructor(found: readonly Definition[], problems: readonly Problem[]) {
    const byName = new Map<string, Definition>()
    const byUuid = new Map<string, Definition>()
    const losers: Problem[] = []
    for (const definition of [...found.filter(isCalledSo), ...found.filter((each) => !isCalledSo(each))]) {
      const { name, uuid, path } = definition
      const rival = byName.get(name) ?? byUuid.get(uuid)
      if (rival) losers.push({ path, reason: conflict(definition, rival) })
      else {
        byName.set(name, definition)
        byUuid.set(uuid, definition)
      }
    }
    this.byName = byName
    this.byUuid = byUuid
    this.definitions = found.filter((each) => byUuid.get(each.uuid) === each)
    this.problems = [...problems, ...losers]
  }

  /** Why the file of this path defines nothing; `undefined` when it does, or is not there. */
  problemOf(path: string): Problem | undefined {
    return this.problems.find((problem) => problem.path === path)
  }
}

function isCalledSo({ path, name }: Definition): boolean {
  return basename(path) === name
}

function conflict({ name, uuid }: Definition, rival: Definition): string {
  const what = rival.name === name ? `the name '${name}'` : `the uuid ${uuid}`
  return `${what} belongs to the domain that '${rival.path}' defines`
}
