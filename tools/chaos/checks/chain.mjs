import { closeSync, existsSync, openSync, readSync } from 'node:fs'

/**
 * A qcow2 image and all that it builds on, as the headers tell.
 * @param {string} image @returns {readonly string[]}
 */
export function chain(image) {
  if (!existsSync(image)) return []
  const file = openSync(image, 'r')
  try {
    const header = bytes(file, 0, 20)
    const length = header.readUInt32BE(16)
    const below = bytes(file, Number(header.readBigUInt64BE(8)), length).toString('utf8')
    return [image, ...(length === 0 ? [] : chain(below))]
  } finally {
    closeSync(file)
  }
}

/** @param {number} file @param {number} position @param {number} length */
function bytes(file, position, length) {
  const buffer = Buffer.alloc(length)
  readSync(file, buffer, 0, length, position)
  return buffer
}
