import { xmlError } from '../codec/errors.js'
import type { SecurityLabel } from '../domain/seclabel.js'

/** `virSecurityLabelDefParseXML`. */
export function completeLabel(label: SecurityLabel): SecurityLabel {
  const type = label.type ?? 'dynamic'
  if (type === 'static' && label.label === undefined) throw xmlError('security label is missing', 'DOMAIN')
  if (type === 'dynamic' && label.relabel === false)
    throw xmlError('dynamic label type must use resource relabeling', 'DOMAIN')
  if (type === 'none') {
    if (label.relabel === true)
      throw xmlError("resource relabeling is not compatible with 'none' label type", 'DOMAIN')
    const { relabel: _, ...rest } = label
    return { ...rest, type }
  }
  return { ...label, type, relabel: label.relabel ?? type === 'dynamic' }
}
