import {
  formatNetworkSection,
  networkSections,
  parseNetworkSection,
  updateCommands,
  type NetworkSection,
  type NetworkUpdate,
} from '../config.js'
import { VirtError } from '../errors/virt-error.js'
import { description, integer, oneOf, optional, type Argument } from './arguments.js'

const command = oneOf('command', updateCommands)
const section = oneOf('section', networkSections)
const parentIndex = optional(integer('parentIndex', -1))

/** A change of a network whose `value` is XML text or typed: drivers get it typed. */
export const networkUpdate: Argument<NetworkUpdate> = {
  name: 'update',
  check: (given) => {
    if (typeof given !== 'object' || given === null)
      throw new VirtError('INVALID_ARG', 'update must be an object')
    const wanted = given as Readonly<Record<string, unknown>>
    const checked = section.check(wanted.section)
    const index = parentIndex.check(wanted.parentIndex)
    return {
      command: command.check(wanted.command),
      section: checked,
      ...(index !== undefined && index >= 0 && { parentIndex: index }),
      value: valueOf(checked).check(wanted.value),
    } as NetworkUpdate
  },
}

function valueOf(of: NetworkSection): Argument<NetworkUpdate['value']> {
  return description(
    `element of section '${of}'`,
    (xml) => parseNetworkSection(of, xml),
    (value) => formatNetworkSection(of, value),
  )
}
