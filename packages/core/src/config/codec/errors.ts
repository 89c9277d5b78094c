import { VirtError, type VirtErrorContext } from '../../errors/virt-error.js'

type Origin = VirtErrorContext['origin']

export function xmlError(detail: string, origin: Origin = 'XML'): VirtError {
  return new VirtError('XML_ERROR', detail, { origin })
}

/** libvirt's VIR_ERR_CONFIG_UNSUPPORTED: well-formed, and not something that can be. */
export function unsupported(detail: string, origin: Origin = 'DOMAIN'): VirtError {
  return new VirtError('CONFIG_UNSUPPORTED', detail, { origin })
}

export function invalidArgument(detail: string, origin: Origin = 'DOMAIN'): VirtError {
  return new VirtError('INVALID_ARG', detail, { origin })
}
