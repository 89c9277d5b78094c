import { spawnSync } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesOf, hasCorpus, inScope, pathIn } from './corpus.js'
import { type Ran, virt } from './run.js'

interface Case {
  readonly case: string
  readonly argv?: readonly string[]
  readonly setup?: Readonly<Record<string, string>>
  readonly stdout?: string
  readonly stderr?: string
  readonly merged?: string
  readonly exit?: number
  readonly normalise?: string
}

const fifo = /^<fifo fed with (.*)>$/

/** How each case wants texts to be compared. */
const normalisations: Readonly<Record<string, (text: string) => string>> = {
  'stdout lines sorted (LC_ALL=C)': (text) =>
    text
      .split('\n')
      .slice(0, -1)
      .sort()
      .map((line) => `${line}\n`)
      .join(''),
  'trailing blank lines may differ': (text) => text.trimEnd(),
  "drop every line containing ':' except the line starting with 'Persistent'": (text) =>
    text
      .split('\n')
      .filter((line) => line.startsWith('Persistent') || !line.includes(':'))
      .join('\n'),
}

describe.skipIf(!hasCorpus)("virsh's own scripts", () => {
  let directory = ''
  beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'virt-cli-'))))
  afterEach(() => rm(directory, { recursive: true }))

  for (const each of casesOf<Case>('virsh-scripts').filter(({ argv }) => argv !== undefined))
    it.skipIf(!inScope(each.argv ?? []))(each.case, async () => {
      for (const [name, text] of Object.entries(each.setup ?? {}))
        await writeFile(join(directory, name), text)
      const ran = await virt((each.argv ?? []).map(prepare), { cwd: directory })
      const normalise = normalisations[each.normalise ?? ''] ?? ((text: string): string => text)
      const compared = (['stdout', 'stderr', 'merged'] as const).filter(
        (stream) => each[stream] !== undefined,
      )
      const pick = (from: Case | Ran): Record<string, string> =>
        Object.fromEntries(compared.map((stream) => [stream, normalise(from[stream] ?? '')]))
      expect({ ...pick(ran), exit: each.exit && Math.min(ran.status, 1) }).toEqual({
        ...pick(each),
        exit: each.exit && 1,
      })
      if (each.exit === 0) expect(ran.status).toBe(0)
    })

  const prepare = (word: string): string => {
    const [, source] = fifo.exec(word) ?? []
    if (source === undefined) return word.replace('@testnode@', pathIn('virsh-scripts', 'files/testnode.xml'))
    const pipe = join(directory, 'pipe')
    spawnSync('mkfifo', [pipe])
    createReadStream(join(directory, source)).pipe(createWriteStream(pipe))
    return pipe
  }

  it('reads descriptions of any size', async () => {
    const { stdout } = await virt(['-q', '-c', 'test:///default', 'dumpxml', '1'])
    const xml = stdout.replace(/<name>.*<\/name>/, '<name>newtest</name>').replace(/ *<uuid>.*\n/, '')
    const padding = ' '.repeat(132_000)
    const files = { 'in-before': padding + xml, 'in-after': xml + padding }
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(directory, name), text)
      const ran = await virt(['-c', 'test:///default', 'define', name], { cwd: directory })
      expect(ran.merged).toBe(`Domain 'newtest' defined from ${name}\n\n`)
    }
  })
})
