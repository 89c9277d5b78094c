/** Ways to spoil a text. Each takes it, the notation's words, other texts, and dice. */
const ways = {
  flip(text, _words, _others, { below }) {
    const spoilt = Buffer.from(text)
    if (spoilt.length > 0) spoilt[below(spoilt.length)] ^= 1 << below(8)
    return spoilt
  },
  remove: (text, _words, _others, dice) => {
    const { start, end } = range(text, dice)
    return Buffer.concat([text.subarray(0, start), text.subarray(end)])
  },
  cut: (text, _words, _others, { below }) => text.subarray(0, below(text.length + 1)),
  insert: (text, words, _others, dice) => put(text, Buffer.from(dice.of(words)), dice),
  repeat(text, _words, _others, dice) {
    const { start, end } = range(text, dice)
    const piece = text.subarray(start, Math.min(end, start + 64))
    return put(text, Buffer.concat(Array.from({ length: 1 << dice.below(11) }, () => piece)), dice)
  },
  nest(text, words, _others, dice) {
    const word = Buffer.from(dice.of(words))
    return put(text, Buffer.concat(Array.from({ length: 1 << dice.below(14) }, () => word)), dice)
  },
  splice(text, _words, others, dice) {
    const other = dice.of(others)
    const { start, end } = range(other, dice)
    return put(text, other.subarray(start, end), dice)
  },
}

/** A text spoilt one to four times. */
export function mutated(seeds, words, dice) {
  let text = dice.of(seeds)
  for (let times = 1 + dice.below(4); times > 0; times--)
    text = dice.of(Object.values(ways))(text, words, seeds, dice)
  return text
}

function range(text, { below }) {
  const start = below(text.length + 1)
  return { start, end: start + below(Math.min(200, text.length - start) + 1) }
}

function put(text, piece, { below }) {
  const at = below(text.length + 1)
  return Buffer.concat([text.subarray(0, at), piece, text.subarray(at)])
}
