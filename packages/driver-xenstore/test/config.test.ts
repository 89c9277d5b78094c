import { describe, expect, it } from 'vitest'
import { formatDomain } from '@virt/core/config'
import { connectionTo } from './support/connection.js'
import { Guests } from './support/guests.js'
import { clientOf, haveStore, startStore } from './support/store.js'

const uuid = Guests.uuid(7)

async function described(nodes: Readonly<Record<string, string>>): Promise<string> {
  const store = await startStore()
  const toolstack = await clientOf(store)
  const absolute = Object.entries(nodes).filter(([path]) => path.startsWith('/'))
  const own = Object.fromEntries(Object.entries(nodes).filter(([path]) => !path.startsWith('/')))
  await Promise.all(absolute.map(([path, value]) => toolstack.write(path, value)))
  const memory = { 'memory/static-max': '262144', 'memory/target': '131072' }
  await new Guests(store, toolstack).start(7, { ...memory, ...own })
  const domain = await (await connectionTo(store)).lookupDomainById(7)
  return formatDomain(await domain.config())
}

const backend = (path: string, nodes: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(nodes).map(([name, value]) => [`/local/domain/0/backend/${path}/${name}`, value]),
  )

describe.runIf(haveStore)('the description of a domain in the store', () => {
  it('is that of a paravirtual guest', async () => {
    const image = `/vm/${uuid}/image`
    const xml = await described({
      [`${image}/ostype`]: 'linux',
      [`${image}/kernel`]: '/boot/vmlinuz',
      [`${image}/ramdisk`]: '/boot/initrd',
      [`${image}/cmdline`]: 'quiet',
      'cpu/0/availability': 'online',
      'cpu/1/availability': 'offline',
      'console/tty': '/dev/pts/3',
      ...backend('vbd/7/51712', { dev: 'xvda', params: '/dev/vg/root', mode: 'w', type: 'phy' }),
      ...backend('qdisk/7/51728', { dev: 'xvdb', params: 'qcow2:/images/b.qcow2', mode: 'r' }),
      ...backend('vif/7/0', {
        mac: '00:16:3E:01:02:03',
        bridge: 'xenbr0',
        script: '/etc/xen/scripts/vif-bridge',
        handle: '0',
        ip: '10.0.0.7',
      }),
      ...backend('vfb/7/0', { vnc: '1', vnclisten: '127.0.0.1', vncpasswd: 'secret', vncunused: '1' }),
      'console/vnc-port': '5901',
    })
    expect(xml).toMatchInlineSnapshot(`
      "<domain type='xen' id='7'>
        <name>guest7</name>
        <uuid>00000000-0000-4000-8000-000000000007</uuid>
        <memory unit='KiB'>262144</memory>
        <currentMemory unit='KiB'>131072</currentMemory>
        <vcpu placement='static' current='1'>2</vcpu>
        <os>
          <type arch='x86_64'>linux</type>
          <kernel>/boot/vmlinuz</kernel>
          <initrd>/boot/initrd</initrd>
          <cmdline>quiet</cmdline>
        </os>
        <clock offset='utc'/>
        <on_poweroff>destroy</on_poweroff>
        <on_reboot>restart</on_reboot>
        <on_crash>destroy</on_crash>
        <devices>
          <disk type='block' device='disk'>
            <driver name='phy'/>
            <source dev='/dev/vg/root'/>
            <target dev='xvda' bus='xen'/>
          </disk>
          <disk type='file' device='disk'>
            <driver name='qemu' type='qcow2'/>
            <source file='/images/b.qcow2'/>
            <target dev='xvdb' bus='xen'/>
            <readonly/>
          </disk>
          <interface type='bridge'>
            <mac address='00:16:3e:01:02:03'/>
            <source bridge='xenbr0'/>
            <ip address='10.0.0.7'/>
            <script path='/etc/xen/scripts/vif-bridge'/>
            <target dev='vif7.0'/>
          </interface>
          <console type='pty' tty='/dev/pts/3'>
            <source path='/dev/pts/3'/>
            <target type='xen' port='0'/>
          </console>
          <input type='mouse' bus='xen'/>
          <input type='keyboard' bus='xen'/>
          <graphics type='vnc' port='5901' autoport='yes' listen='127.0.0.1' passwd='*****'>
            <listen type='address' address='127.0.0.1'/>
          </graphics>
          <video>
            <model type='xen' vram='4096' heads='1' primary='yes'/>
          </video>
        </devices>
      </domain>
      "
    `)
  })

  it('is that of an emulated guest', async () => {
    const xml = await described({
      [`/vm/${uuid}/image/ostype`]: 'hvm',
      [`/vm/${uuid}/image/kernel`]: '/usr/lib/xen/boot/hvmloader',
      ...backend('qdisk/7/5632', { dev: 'hdc', 'device-type': 'cdrom', params: 'aio:/iso/x.iso', mode: 'r' }),
      'console/vnc-port': '5900',
    })
    expect(xml).toMatchInlineSnapshot(`
      "<domain type='xen' id='7'>
        <name>guest7</name>
        <uuid>00000000-0000-4000-8000-000000000007</uuid>
        <memory unit='KiB'>262144</memory>
        <currentMemory unit='KiB'>131072</currentMemory>
        <vcpu placement='static'>1</vcpu>
        <os>
          <type arch='x86_64'>hvm</type>
          <boot dev='hd'/>
        </os>
        <clock offset='utc'/>
        <on_poweroff>destroy</on_poweroff>
        <on_reboot>restart</on_reboot>
        <on_crash>destroy</on_crash>
        <devices>
          <disk type='file' device='cdrom'>
            <driver name='qemu' type='raw'/>
            <source file='/iso/x.iso'/>
            <target dev='hdc' bus='ide'/>
            <readonly/>
            <address type='drive' controller='0' bus='1' target='0' unit='0'/>
          </disk>
          <controller type='ide' index='0'/>
          <input type='mouse' bus='ps2'/>
          <input type='keyboard' bus='ps2'/>
          <graphics type='vnc' port='5900' autoport='no'>
            <listen type='address'/>
          </graphics>
          <video>
            <model type='cirrus' vram='16384' heads='1' primary='yes'/>
          </video>
        </devices>
      </domain>
      "
    `)
  })

  it('takes nothing that a guest could have made up', async () => {
    const xml = await described({
      'console/tty': '/etc/shadow',
      'console/vnc-port': '99999',
      'cpu/x/availability': 'online',
      [`/vm/${uuid}/image/ostype`]: '<evil/>',
      ...backend('vbd/7/51712', { dev: 'xv\0da', params: '/dev/vg/root' }),
      ...backend('vif/7/0', { mac: 'zz', bridge: 'a\nb', model: 'x y' }),
    })
    expect(xml).toMatchInlineSnapshot(`
      "<domain type='xen' id='7'>
        <name>guest7</name>
        <uuid>00000000-0000-4000-8000-000000000007</uuid>
        <memory unit='KiB'>262144</memory>
        <currentMemory unit='KiB'>131072</currentMemory>
        <vcpu placement='static'>1</vcpu>
        <os>
          <type arch='x86_64'>linux</type>
        </os>
        <clock offset='utc'/>
        <on_poweroff>destroy</on_poweroff>
        <on_reboot>restart</on_reboot>
        <on_crash>destroy</on_crash>
        <devices>
          <interface type='ethernet'>
            <target dev='vif7.0'/>
          </interface>
        </devices>
      </domain>
      "
    `)
  })

  it('has no terminal that the guest itself may have named', async () => {
    const store = await startStore()
    const toolstack = await clientOf(store)
    const nodes = { 'memory/static-max': '262144', 'memory/target': '131072', 'console/tty': '/dev/pts/3' }
    await new Guests(store, toolstack).start(7, nodes)
    const domain = await (await connectionTo(store)).lookupDomainById(7)
    const terminals = async (): Promise<unknown> =>
      (await domain.config()).devices?.consoles?.map(({ tty }) => tty) ?? []
    expect(await terminals()).toEqual(['/dev/pts/3'])
    await toolstack.setPermissions('/local/domain/7/console/tty', { owner: 7, others: 'none' })
    expect(await terminals()).toEqual([])
  })
})
