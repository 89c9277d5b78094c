import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { casesOf, hasCorpus, inScope, pathIn } from './corpus.js'
import { virt } from './run.js'

interface Case {
  readonly case: string
  readonly argv: readonly string[]
  readonly filter_line: string | null
  readonly stdout?: string
  readonly expected?: string
}

/** Without the first line that holds this. */
function without(text: string, filter: string | null): string {
  const start = filter === null ? -1 : text.indexOf(filter)
  if (start < 0) return text
  const end = text.indexOf('\n', start + 1)
  return text.slice(0, start) + text.slice(end)
}

const runIn = (set: string, argv: readonly string[]): ReturnType<typeof virt> =>
  virt(argv.map((word) => word.replace('@testnode@', pathIn(set, 'files/testnode.xml'))))

/** Our test hypervisor tells more figures than libvirt's, and has no pollers to tune. */
const otherFigures = 'virsh-iothreadset'

describe.skipIf(!hasCorpus)('virsh of libvirt 9.0 prints the same', () => {
  for (const { case: name, argv, filter_line: filter, stdout } of casesOf<Case>('virsh'))
    it.skipIf(!inScope(argv) || name === otherFigures)(name, async () => {
      const ran = await runIn('virsh', argv)
      const printed = { status: ran.status, stderr: ran.stderr, stdout: without(ran.stdout, filter) }
      expect(printed).toEqual({ status: 0, stderr: '', stdout: stdout ?? '' })
    })
})

describe.skipIf(!hasCorpus)('virsh of 2007 understands the same command lines', () => {
  let node = ''
  beforeAll(async () => void (node = hasCorpus ? await modernNode() : ''))
  afterAll(() => rm(dirname(node), { recursive: true, force: true }))

  for (const { case: name, argv, expected = '', filter_line: filter } of casesOf<Case>('virsh-0.2.3'))
    it(name, async () => {
      const { status, stdout, stderr } = await virt(argv.map((word) => word.replace('@testnode@', node)))
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      const old = readFileSync(pathIn('virsh-0.2.3', expected), 'utf8')
      expect(wordsOf(without(stdout, filter))).toEqual(expect.arrayContaining(wordsOf(old)))
    })
})

/** 2007's `<maxMemory>` is an error today, and has another meaning. */
async function modernNode(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'virt-cli-'))
  for (const file of ['testnode.xml', 'testdomfv0.xml', 'testdomfc4.xml']) {
    const text = await readFile(pathIn('virsh-0.2.3', `files/${file}`), 'utf8')
    await writeFile(join(directory, file), text.replace(/<maxMemory>.*<\/maxMemory>/, ''))
  }
  return join(directory, 'testnode.xml')
}

/** 2007 had other spaces, rules and units, and fewer lines. */
const wordsOf = (text: string): string[] =>
  text.replace(/-{3,}/g, '').replaceAll(' kB', ' KiB').split(/\s+/).filter(Boolean)
