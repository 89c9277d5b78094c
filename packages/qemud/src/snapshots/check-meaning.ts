import type { Extra } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'

/** Refuse a description with elements or attributes that mean nothing. @throws XML_ERROR */
export function checkMeaning(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, part] of Object.entries(value)) {
    if (key === 'extra') complain(part as Extra)
    else if (key !== 'metadata') checkMeaning(part)
  }
}

function complain({ attributes = {}, elements = [], inside = {} }: Extra): void {
  const [name] = [...Object.keys(attributes), ...elements.map((element) => element.name)]
  if (name !== undefined)
    throw new VirtError('XML_ERROR', `'${name}' means nothing in the description of a snapshot`, {
      origin: 'QEMU',
    })
  Object.values(inside).forEach(complain)
}
