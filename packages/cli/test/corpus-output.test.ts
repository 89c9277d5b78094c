import { describe, expect, it } from 'vitest'
import { casesOf, hasCorpus, inScope } from './corpus.js'
import { virt } from './run.js'

interface Case {
  readonly case: string
  readonly argv: readonly string[]
  readonly output: string
}

describe.skipIf(!hasCorpus)('descriptions from options', () => {
  for (const { case: name, argv, output } of casesOf<Case>('virsh-output'))
    it.skipIf(!inScope(argv))(name, async () => {
      const { merged } = await virt(argv, { env: { LIBVIRT_DEFAULT_URI: 'test:///default' } })
      expect(merged).toBe(output)
    })
})
