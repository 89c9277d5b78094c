import { notSxp } from './errors.js'
import { depthLimit, type Sxp } from './sxp.js'
import { Tokens } from './tokens.js'

export interface ParseOptions {
  /** The last `)` of a list may be missing, as libvirt allows in files. */
  readonly unclosed?: boolean
}

/**
 * The first expression of a text; whatever follows it is ignored, for the daemon appends a stray `''` to some answers.
 *
 * The dialect is that of `xen.xend.sxp`: both quotes, `#` comments, escapes `\a \b \t \n \v \f \r \\ \' \" \ooo \xhh`, values
 * that are not there at all as in `(kernel )`. PARSE_FAILED, with the byte, for anything else, for no expression, and for lists
 * nested deeper than 256.
 */
export function parseSxp(text: string | Buffer, options: ParseOptions = {}): Sxp {
  const tokens = new Tokens(text)
  const open: Sxp[][] = []
  for (;;) {
    const token = tokens.next()
    if (token.kind === 'end') return unfinished(open, token.at, options)
    if (token.kind === 'open') {
      if (open.length === depthLimit) throw notSxp('lists nested too deep', token.at)
      open.push([])
      continue
    }
    const done = token.kind === 'close' ? open.pop() : token.value
    if (done === undefined) throw notSxp('unexpected )', token.at)
    const around = open.at(-1)
    if (around === undefined) return done
    around.push(done)
  }
}

function unfinished(
  [outermost, ...inner]: readonly Sxp[],
  at: number,
  { unclosed = false }: ParseOptions,
): Sxp {
  if (outermost === undefined) throw notSxp('no expression', at)
  if (unclosed && inner.length === 0) return outermost
  throw notSxp('list without end', at)
}
