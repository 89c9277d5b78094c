import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { peer } from '../../peers.mjs'
import { alone } from '../lib/alone.mjs'

const program = fileURLToPath(new URL('../xen-lab.mjs', import.meta.url))

interface Ended {
  readonly status: unknown
  readonly stdout: string
  readonly stderr: string
}

function lab(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(program, args, (error, stdout, stderr) => resolve({ status: error?.code ?? 0, stdout, stderr }))
  })
}

/** Before the tests, whose time does not bear the wait for other machines. */
const present = peer('xen-lab')
const script = 'cat /proc/xen/capabilities; echo "$WHO" >&2; pwd; exit 7'
const command = ['-e', "WHO=it's me", '-C', '/usr', '--bare', '--', 'bash', '-c', script]
const ran = present ? await alone(() => lab(...command)) : undefined
const late = present ? await alone(() => lab('-t', '1', '--', 'true')) : undefined

describe('xen-lab', () => {
  it('explains itself', async () => {
    expect(await lab('--help')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('usage: xen-lab.mjs'),
    })
  })

  it.for([
    [[], 'no COMMAND'],
    [['--colour'], "Unknown option '--colour'"],
    [['--timeout', 'soon', '--', 'true'], "--timeout takes a number, not 'soon'"],
    [['--env', '=x', '--', 'true'], "not NAME=VALUE: '=x'"],
  ] as const)('refuses %j', async ([args, reason]) => {
    expect(await lab(...args)).toMatchObject({ status: 2, stderr: expect.stringContaining(reason) })
  })

  it.skipIf(!present)('runs a command in dom0 and ends as it did', () => {
    expect(ran).toEqual({ status: 7, stdout: 'control_d\n/usr\n', stderr: "it's me\n" })
  })

  it.skipIf(!present)('says that the time was up', () => {
    expect(late).toMatchObject({ status: 124 })
  })
})
