import { readFileSync, readdirSync } from 'node:fs'
import { corpus, peer } from '../peers.mjs'

/** The texts of sets of real data whose names end so; none where the data is not. */
export function texts(sets, ending) {
  if (!peer('corpus')) return []
  return sets.flatMap((set) => {
    const directory = `${corpus}/${set}`
    const names = readdirSync(directory, { recursive: true }).filter((name) => name.endsWith(ending))
    return names.sort().map((name) => readFileSync(`${directory}/${name}`))
  })
}
