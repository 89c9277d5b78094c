import { fileURLToPath } from 'node:url'
import { foreignGuest } from './foreign.mjs'
import { linuxGuest } from './linux.mjs'

export { foreignGuest, linuxGuest }

export const readyMarker = 'VIRT-GUEST-READY'

/** The absolute path of the guest's kernel. */
export function nanoGuest() {
  return fileURLToPath(new URL('nano.elf', import.meta.url))
}

export function nanoDomainXml({
  name,
  uuid,
  type = 'qemu',
  machine = 'pc',
  serial = "<serial type='pty'/>",
  devices = '',
}) {
  return `<domain type='${escape(type)}'>
  <name>${escape(name)}</name>${uuid === undefined ? '' : `\n  <uuid>${escape(uuid)}</uuid>`}
  <memory unit='MiB'>32</memory>
  <vcpu>1</vcpu>
  <os>
    <type arch='x86_64' machine='${escape(machine)}'>hvm</type>
    <kernel>${escape(nanoGuest())}</kernel>
  </os>
  <features>
    <acpi/>
  </features>
  <devices>
    ${serial}
    <memballoon model='none'/>${devices && `\n    ${devices}`}
  </devices>
</domain>
`
}

export function linuxDomainXml({
  name,
  uuid,
  type = 'qemu',
  machine = 'pc',
  memory = 128,
  before = '<vcpu>1</vcpu>',
  devices = '',
}) {
  const { kernel, initrd } = linuxGuest()
  return `<domain type='${escape(type)}'>
  <name>${escape(name)}</name>${uuid === undefined ? '' : `\n  <uuid>${escape(uuid)}</uuid>`}
  <memory unit='MiB'>${memory}</memory>
  ${before}
  <os>
    <type arch='x86_64' machine='${escape(machine)}'>hvm</type>
    <kernel>${escape(kernel)}</kernel>
    <initrd>${escape(initrd)}</initrd>
    <cmdline>console=ttyS0 quiet panic=-1</cmdline>
  </os>
  <features>
    <acpi/>
  </features>
  <devices>
    <serial type='pty'/>
    <memballoon model='none'/>${devices && `\n    ${devices}`}
  </devices>
</domain>
`
}

function escape(text) {
  return text.replace(/[&<>'"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
