import { describe, expect, it } from 'vitest'
import { formatTree } from '../src/commands/snapshot/format-tree.js'
import { virt } from './run.js'

const run = async (script: string): Promise<string> => {
  const { stdout, stderr } = await virt(['-q', '-c', 'test:///default', `${two}; ${script}`])
  return stdout + stderr
}

const two = 'snapshot-create-as test one --description first; snapshot-create-as test two'

describe('snapshots, in virsh’s words', () => {
  it.each([
    ['snapshot-list test --name', 'one\ntwo\n'],
    ['snapshot-list test --tree', 'one\n  |\n  +- two\n    \n'],
    ['snapshot-list test --leaves --name', 'two\n'],
    ['snapshot-list test --inactive --name', ''],
    ['snapshot-list test --from one --name', 'two\n'],
    ['snapshot-current test --name', 'two'],
    ['snapshot-parent test --current', 'one\n'],
    ['snapshot-parent test one', "error: snapshot 'one' has no parent\n"],
    ['snapshot-revert test one; snapshot-current test --name', 'one'],
    ['snapshot-current test --snapshotname one; snapshot-current test --name', 'one'],
    [
      'snapshot-delete test one --children; snapshot-current test',
      "error: domain 'test' has no current snapshot\n",
    ],
    ['snapshot-delete test two; snapshot-list test --name', 'one\n'],
    [
      'snapshot-info test --current',
      [
        'Name:           two',
        'Domain:         test',
        'Current:        yes',
        'State:          running',
        'Location:       internal',
        'Parent:         one',
        'Children:       0',
        'Descendants:    0',
        'Metadata:       yes',
        '',
      ].join('\n'),
    ],
  ])('%s', async (script, said) => {
    expect(await run(script)).toBe(said)
  })

  it('are listed with their time and state', async () => {
    expect(await run('snapshot-list test --parent')).toMatch(
      /^ one +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4} +running +\n two .* running +one\n$/,
    )
  })

  it('are described in XML', async () => {
    expect(await run('snapshot-dumpxml test one')).toMatch(
      /^<domainsnapshot>\n {2}<name>one<\/name>\n {2}<description>first<\/description>\n {2}<state>running<\/state>/,
    )
  })

  it('draw their tree', () => {
    expect(
      formatTree([
        { name: 'a' },
        { name: 'b', parent: 'a' },
        { name: 'c', parent: 'b' },
        { name: 'd', parent: 'a' },
      ]),
    ).toBe('a\n  |\n  +- b\n  |   |\n  |   +- c\n  |     \n  +- d\n    \n')
  })
})
