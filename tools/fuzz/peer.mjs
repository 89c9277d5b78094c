import { Duplex } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { random } from './random.mjs'

/** A connection whose other side says what it is told to, and listens to nothing. */
export class Peer extends Duplex {
  constructor() {
    super({ allowHalfOpen: false })
  }

  _read() {}

  _write(_chunk, _encoding, done) {
    done()
  }

  /** Say it, piece by piece, and hang up. */
  async say(bytes) {
    for (const piece of pieces(bytes)) {
      await turn()
      if (this.destroyed || this.readableEnded) return
      this.push(Buffer.from(piece))
    }
    await turn()
    if (!this.destroyed) this.push(null)
  }
}

const most = 12

/** The same pieces for the same bytes: about half of them end with a line. */
function pieces(bytes) {
  const dice = random(bytes.length)
  const cuts = Array.from({ length: dice.below(most) }, () => {
    const at = dice.below(bytes.length + 1)
    return dice.below(2) === 0 ? at : bytes.indexOf('\n', at) + 1 || at
  })
  const places = [0, ...cuts.sort((one, other) => one - other), bytes.length]
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end))
}
