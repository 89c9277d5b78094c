import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { onTest, virt } from './run.js'

const directory = mkdtempSync(join(tmpdir(), 'virt-native-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const written = (name: string, text: string): string => {
  const path = join(directory, name)
  writeFileSync(path, text)
  return path
}

const uuid = '11111111-1111-4111-8111-111111111111'
const xl = `name = "web"
uuid = "${uuid}"
type = "pv"
memory = 64
vcpus = 1
kernel = "/boot/vmlinuz"
disk = [ "format=raw,vdev=xvda,access=rw,backendtype=phy,target=/dev/vg/web" ]
`

const xm = xl.replace(/disk = .*/, 'disk = [ "phy:/dev/vg/web,xvda,w" ]')

describe('domxml-from-native', () => {
  it.each([
    ['xen-xl', xl],
    ['xen-xm', xm],
  ])('reads %s, with no connection', async (format, text) => {
    const { status, stdout, stderr } = await virt(['domxml-from-native', format, written('web.cfg', text)])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^<domain type='xen'>\n {2}<name>web<\/name>\n/)
    expect(stdout).toContain(`<uuid>${uuid}</uuid>`)
  })

  it('reads what the daemon of Xen says', async () => {
    const sxp = `(domain (name 'web')(uuid '${uuid}')(memory 64)(maxmem 64)(vcpus 1)(image (linux (kernel '/boot/vmlinuz'))))`
    const { status, stdout } = await virt(['domxml-from-native', 'xen-sxpr', written('web.sxp', sxp)])
    expect(status).toBe(0)
    expect(stdout).toContain('<kernel>/boot/vmlinuz</kernel>')
  })

  it('says where a file is wrong, and which notations there are', async () => {
    const bad = await virt(['domxml-from-native', 'xen-xl', written('bad.cfg', 'import os\n')])
    expect(bad).toMatchObject({ status: 1, stdout: '\n' })
    expect(bad.stderr).toMatch(/^error: failed to parse configuration file line 1, column 8: /)
    const unknown = await virt(['domxml-from-native', 'vmx', written('web.cfg', xl)])
    expect(unknown.stderr).toMatch(
      /^error: invalid argument: unsupported config type vmx; .*xen-xl \(configuration file of xl\)/,
    )
  })
})

describe('domxml-to-native', () => {
  it('writes a description so that it can be read again', async () => {
    const xml = (await virt(['domxml-from-native', 'xen-xl', written('web.cfg', xl)])).stdout
    const made = await virt(['domxml-to-native', 'xen-xl', '--xml', written('web.xml', xml)])
    expect(made.status).toBe(0)
    const again = await virt(['domxml-from-native', 'xen-xl', written('again.cfg', made.stdout)])
    expect(again.stdout).toBe(xml)
  })

  it('refuses what the notation cannot say', async () => {
    const { status, stderr } = await onTest('domxml-to-native', 'xen-xm', '--domain', 'test')
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'error: unsupported configuration: unsupported domain type test\n',
    })
  })

  it('wants one of both', async () => {
    expect((await onTest('domxml-to-native', 'xen-xm')).stderr).toBe(
      'error: need either domain or domain XML\n',
    )
    const both = await onTest('domxml-to-native', 'xen-xm', '--domain', 'test', '--xml', '/dev/null')
    expect(both.stderr).toBe('error: Options --domain and --xml are mutually exclusive\n')
  })
})
