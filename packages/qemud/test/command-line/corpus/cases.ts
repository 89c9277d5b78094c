import { readFileSync } from 'node:fs'
import { corpus, peer } from '../../../../../tools/peers.mjs'

/** A domain of libvirt's own test suite, and what libvirt makes of it. */
export interface Case {
  readonly case: string
  readonly xml: string
  readonly args?: string
  readonly err?: string
  /** What libvirt pretended: `latest` or a version of QEMU. Absent: the flags, and of what has a flag nothing else. */
  readonly caps?: string
  readonly flags?: readonly string[]
  readonly arch?: string
  readonly expect: 'success' | 'fail' | 'parse-error'
}

const directory = `${corpus}/qemuxml2argv`

export const cases: readonly Case[] = peer('corpus')
  ? (JSON.parse(readFileSync(`${directory}/cases.json`, 'utf8')) as readonly Case[])
  : []

/** A file of the corpus; a backslash before a newline joins the lines. */
export function corpusFile(path: string): string {
  return readFileSync(`${directory}/${path}`, 'utf8').replaceAll('\\\n', '')
}

/** The words of a command line as a shell reads them, from the emulator on. */
export function expectedWords(path: string): readonly string[] {
  const words = [...corpusFile(path).matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, bare]) => quoted ?? bare ?? '',
  )
  return words.slice(words.findIndex((word) => /\/(qemu-|kvm)/.test(word)))
}
