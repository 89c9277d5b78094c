import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { onTest, virt, type Ran } from './run.js'

let directory = ''
beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'virt-cli-'))))
afterEach(() => rm(directory, { recursive: true }))

const inDirectory = (script: string): Promise<Ran> =>
  virt(['-c', 'test:///default', script], { cwd: directory })

describe('net-update', () => {
  it('takes an element, or a file that holds it', async () => {
    await writeFile(join(directory, 'host.xml'), "<host mac='52:54:00:00:00:02' ip='192.168.122.3'/>\n")
    const { status, merged } = await inDirectory(
      `net-update default add ip-dhcp-host '<host mac="52:54:00:00:00:01" ip="192.168.122.2"/>' --live --config
      net-update default add-first ip-dhcp-host host.xml --parent-index 0
      net-update default add-last dns-txt '<txt name="a" value="b"/>' --config
      net-destroy default
      net-update default delete dns-txt '<txt name="a"/>'`,
    )
    expect({ status, merged }).toEqual({
      status: 0,
      merged: `Updated network default persistent config and live state

Updated network default live state

Updated network default persistent config

Network default destroyed

Updated network default persistent config

`,
    })
  })

  it.each([
    ['net-update default turn dns-txt <txt/>', "error: unrecognized command name 'turn'\n"],
    ['net-update default add dns <txt/>', "error: unrecognized section name 'dns'\n"],
    [
      'net-update default add dns-txt nowhere',
      "error: Failed to open file 'nowhere': No such file or directory\n",
    ],
    [
      'net-update default add bridge <bridge/>',
      "error: Failed to update network default\nerror: this function is not supported by the connection driver: can't update 'bridge' section of network 'default'\n",
    ],
  ])('%s', async (script, stderr) => expect(await inDirectory(script)).toMatchObject({ status: 1, stderr }))
})

describe('net-dhcp-leases', () => {
  it('is a table', async () =>
    expect((await onTest('net-dhcp-leases default')).stdout).toBe(
      ` Expiry Time   MAC address   Protocol   IP address   Hostname   Client ID or DUID
-----------------------------------------------------------------------------------

`,
    ))
})
