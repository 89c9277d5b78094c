/** @typedef {import('./network.mjs').NetworkWhat} NetworkWhat */

const modes = ["<forward mode='nat'/>", "<forward mode='route'/>", '']
const limits = "<bandwidth><inbound average='100000'/><outbound average='100000'/></bandwidth>"

/** @param {number} index */
export const subnet = (index) => `10.${200 + index}.0`

/** What is looked for beside the numbers of the description. */
export const text = "<txt name='added' value='later'/>"

/** @param {number} index */
export const host = (index) => `<host mac='52:54:00:fd:00:01' name='guest${index}' ip='${subnet(index)}.2'/>`

/**
 * The description of a network, which tells its revision in a record of its name server. Every second one has a bridge that
 * the daemon has named, and every third one limits.
 * @param {NetworkWhat} what
 */
export function networkXml({ index, name, uuid, revision }) {
  const address = subnet(index)
  return `<network>
  <name>${name}</name>
  <uuid>${uuid}</uuid>
  ${modes[index % modes.length]}
  ${index % 2 === 0 ? `<bridge name='${name}br' stp='off'/>` : ''}
  ${index % 3 === 0 ? limits : ''}
  <dns><txt name='revision' value='${revision}'/></dns>
  <ip address='${address}.1' prefix='24'><dhcp><range start='${address}.100' end='${address}.199'/></dhcp></ip>
</network>`
}
