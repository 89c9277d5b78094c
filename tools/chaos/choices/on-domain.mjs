/** @typedef {import('../choices.mjs').Connection} Connection */
/** @typedef {import('../choices.mjs').What} What */

/**
 * A call about the machine itself.
 * @param {(domain: import('@virt/core').Domain, what: What) => PromiseLike<unknown>} change
 */
export const onDomain = (change) => (/** @type {Connection} */ connection, /** @type {What} */ what) =>
  change(connection.domain({ name: what.name, uuid: what.uuid }), what)
