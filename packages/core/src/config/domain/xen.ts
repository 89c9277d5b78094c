import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, plains, required } from '../codec/fields.js'
import type { Namespace } from '../codec/namespaces.js'
import type { Unknowns } from '../codec/unknowns.js'
import { text } from '../codec/values.js'

/** `<xen:commandline>`: passed to the emulator as it is. */
export interface XenCommandline extends Unknowns {
  readonly args?: readonly string[]
}

export const xenNamespace: Namespace = { prefix: 'xen', uri: 'http://libvirt.org/schemas/domain/xen/1.0' }

export const xenCommandlineCodec: Codec<XenCommandline> = element('xen:commandline', {
  args: plains('xen:arg', required(attribute('value', text))),
})
