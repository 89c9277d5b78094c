import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, children, plains, required } from '../codec/fields.js'
import type { Namespace } from '../codec/namespaces.js'
import type { Unknowns } from '../codec/unknowns.js'
import { text } from '../codec/values.js'

/** `<qemu:commandline>`: passed to the emulator as it is. */
export interface QemuCommandline extends Unknowns {
  readonly args?: readonly string[]
  readonly env?: readonly QemuVariable[]
}

export interface QemuVariable extends Unknowns {
  readonly name: string
  readonly value?: string
}

export const qemuNamespace: Namespace = { prefix: 'qemu', uri: 'http://libvirt.org/schemas/domain/qemu/1.0' }

export const qemuCommandlineCodec: Codec<QemuCommandline> = element('qemu:commandline', {
  args: plains('qemu:arg', required(attribute('value', text))),
  env: children(
    element('qemu:env', { name: required(attribute('name', text)), value: attribute('value', text) }),
  ),
})
