import { text } from '../sxp/index.js'
import { incomplete } from './errors.js'
import { item, word } from './items.js'
import type { Part } from './part.js'

export const name: Part = {
  read({ domain }) {
    const found = text(domain, 'name')
    if (found === undefined) throw incomplete('missing name')
    return { name: found }
  },
  write: ({ config }) => item('name', config.name),
}

export const uuid: Part = {
  read({ domain }) {
    const found = word(domain, 'uuid')
    return found === undefined ? {} : { uuid: dashed(found) }
  },
  write: ({ config }) => item('uuid', config.uuid),
}

/** libvirt's first versions left the dashes out. */
function dashed(uuid: string): string {
  return uuid.replaceAll('-', '').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export const description: Part = {
  read({ domain }) {
    const found = word(domain, 'description')
    return found === undefined ? {} : { description: found }
  },
  write: ({ config }) => item('description', config.description),
}
