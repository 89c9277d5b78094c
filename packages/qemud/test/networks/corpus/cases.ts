import { readFileSync } from 'node:fs'
import { parseNetwork, type NetworkConfig } from '@virt/core/config'
import { corpus, peer } from '../../../../../tools/peers.mjs'

/** One network of libvirt's tests, and the files of what libvirt makes of it. */
export interface NetworkCase {
  readonly case: string
  readonly xml: string
  readonly [file: string]: string
}

/** A file of a set, as libvirt's own tests load it: a backslash before a newline joins the lines. */
export function load(set: string, file: string): string {
  return readFileSync(`${corpus}/${set}/${file}`, 'utf8').replace(/\\\n/g, '')
}

export function casesOf(set: string): readonly NetworkCase[] {
  return peer('corpus') ? (JSON.parse(load(set, 'cases.json')) as NetworkCase[]) : []
}

export const networkOf = (set: string, { xml }: NetworkCase): NetworkConfig => parseNetwork(load(set, xml))
