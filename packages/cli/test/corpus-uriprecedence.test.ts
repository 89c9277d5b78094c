import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { casesOf, hasCorpus } from './corpus.js'
import { virt } from './run.js'

interface Case {
  readonly case: string
  readonly argv: readonly string[]
  readonly config_uri_default: string
  readonly env: NodeJS.ProcessEnv
  readonly expect_contains: string
}

const cases = casesOf<Case>('virsh-uriprecedence')

describe.skipIf(!hasCorpus)('which source of the URI wins', () => {
  let home = ''
  beforeAll(async () => void (home = await mkdtemp(join(tmpdir(), 'virt-cli-'))))
  afterAll(() => rm(home, { recursive: true }))

  for (const { case: name, argv, config_uri_default: uri, env, expect_contains: expected } of cases)
    it(`${name}: ${argv.join(' ')}`, async () => {
      const config = join(home, 'config')
      await mkdir(join(config, 'libvirt'), { recursive: true })
      await writeFile(join(config, 'libvirt', 'libvirt.conf'), `# where to\nuri_default = "${uri}"\n`)
      const { stdout } = await virt(argv, { env: { ...env, XDG_CONFIG_HOME: config }, uid: 1000 })
      expect(stdout).toContain(expected)
    })
})
