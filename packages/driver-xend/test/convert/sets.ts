import { readFileSync } from 'node:fs'
import { corpus, peer } from '../../../../tools/peers.mjs'

export interface Case {
  readonly name: string
  readonly configVersion: number
  readonly xml: string
  readonly sexpr: string
}

interface Row {
  readonly case: string
  readonly sexpr: string
  readonly xml: string
  readonly xendConfigVersion?: number
}

export const here: boolean = peer('corpus')

/** A set of real data, its texts read by its own convention: a backslash at the end of a line continues it. */
export function cases(set: string): readonly Case[] {
  if (!here) return []
  const text = (path: string): string =>
    `${readFileSync(`${corpus}/${set}/${path}`, 'utf8').replaceAll('\\\n', '').trimEnd()}\n`
  const rows = JSON.parse(readFileSync(`${corpus}/${set}/cases.json`, 'utf8')) as readonly Row[]
  return rows.map(({ case: name, xml, sexpr, xendConfigVersion: configVersion = 4 }) => ({
    name: `${name} ${configVersion}`,
    configVersion,
    xml: text(xml),
    sexpr: text(sexpr),
  }))
}
