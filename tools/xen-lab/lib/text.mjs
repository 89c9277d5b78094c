/** Keeps what is written to it. */
export class Text {
  text = ''
  #decoder = new TextDecoder()

  /** @param {Buffer} chunk */
  write(chunk) {
    this.text += this.#decoder.decode(chunk, { stream: true })
  }
}
