import { readFileSync } from 'node:fs'
import { corpus } from '../../../../tools/peers.mjs'

export interface CorpusCase {
  readonly case: string
  readonly in: string
  readonly out?: string
  readonly expect?: string
}

/** A file of a set, as libvirt's own tests load it: a backslash before a newline joins the lines. */
export function load(set: string, file: string): string {
  return readFileSync(`${corpus}/${set}/${file}`, 'utf8').replace(/\\\n/g, '')
}

export function casesOf(set: string): readonly CorpusCase[] {
  return JSON.parse(load(set, 'cases.json')) as CorpusCase[]
}

/** Names of the cases for which the check does not hold, with what it threw. */
export function failing(cases: readonly CorpusCase[], holds: (one: CorpusCase) => boolean): string[] {
  return cases.flatMap((one) => {
    try {
      return holds(one) ? [] : [one.case]
    } catch (error) {
      return [`${one.case}: ${String(error)}`]
    }
  })
}
