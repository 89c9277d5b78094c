import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** A file that takes all the room that is left on a disk. */
export class Ballast {
  /** @param {string} root */
  constructor(root) {
    this.path = join(root, 'ballast')
  }

  load() {
    const file = openSync(this.path, 'w', 0o600)
    for (const size of [1 << 20, 4096]) writeUntilFull(file, Buffer.alloc(size, 1))
    closeSync(file)
  }

  drop() {
    rmSync(this.path, { force: true })
  }
}

/** @param {number} file @param {Buffer} block */
function writeUntilFull(file, block) {
  try {
    while (writeSync(file, block) === block.length);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOSPC') throw error
  }
}
