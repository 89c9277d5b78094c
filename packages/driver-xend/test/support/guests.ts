/** The guests of the recordings, as libvirt describes them. */
export const pvUuid = '11111111-2222-3333-4444-555555555551'
export const managedUuid = '11111111-2222-3333-4444-555555555552'
export const hvmUuid = '11111111-2222-3333-4444-555555555553'

interface Named {
  readonly name: string
  readonly uuid: string
}

export const pv: Named = { name: 'demo-pv', uuid: pvUuid }
export const managed: Named = { name: 'demo-managed', uuid: managedUuid }
export const hvm: Named = { name: 'demo-hvm', uuid: hvmUuid }
export const domain0: Named = { name: 'Domain-0', uuid: '00000000-0000-0000-0000-000000000000' }

interface Guest {
  readonly name: string
  readonly uuid?: string
  /** MiB of its 512. */
  readonly current?: number
}

export const guestXml = ({ name, uuid, current = 256 }: Guest): string => `<domain type='xen'>
  <name>${name}</name>${uuid === undefined ? '' : `<uuid>${uuid}</uuid>`}
  <memory unit='MiB'>512</memory><currentMemory unit='MiB'>${current}</currentMemory>
  <vcpu>2</vcpu>
  <os><type>linux</type><kernel>/srv/xendlab/guest/vmlinuz</kernel><initrd>/srv/xendlab/guest/initrd</initrd>
    <cmdline>root=/dev/xvda1 ro quiet</cmdline></os>
  <devices>
    <disk type='file' device='disk'>
      <driver name='file'/><source file='/srv/xendlab/guest/disk.img'/><target dev='xvda' bus='xen'/>
    </disk>
  </devices>
</domain>`

export const hvmXml: string = `<domain type='xen'>
  <name>demo-hvm</name><uuid>${hvmUuid}</uuid>
  <memory unit='MiB'>512</memory><vcpu>1</vcpu>
  <os><type>hvm</type><loader>/usr/lib/xen/boot/hvmloader</loader><boot dev='hd'/></os>
  <devices>
    <emulator>/usr/lib/xen/bin/qemu-dm</emulator>
    <disk type='block' device='disk'>
      <driver name='phy'/><source dev='/dev/vg/hvm'/><target dev='hda' bus='ide'/>
    </disk>
  </devices>
</domain>`

export const interfaceXml = `<interface type='bridge'>
  <mac address='00:16:3e:44:55:66'/><source bridge='xenbr0'/><script path='vif-bridge'/>
</interface>`

export const diskXml = `<disk type='file' device='disk'>
  <driver name='file'/><source file='/tmp/xendlab/guest/disk2.img'/><target dev='xvdb' bus='xen'/><readonly/>
</disk>`
