import type { VirtError } from '@virt/core/driver'
import { parseSxp, type Sxp } from '../sxp/index.js'
import type { Answer } from '../transport/exchange.js'
import { refusal } from '../transport/failure.js'
import { xendError } from './xend-errors.js'

/** What was asked, as far as its answer's meaning depends on it. */
export interface Question {
  readonly method: 'GET' | 'POST'
  /** For messages: `start`, `node`. */
  readonly what: string
  /** The domain that it is about, by whatever it was called. */
  readonly domain?: string
}

/**
 * The value of an answer; `undefined` for an empty one. A failure may come with any status: success is 200, 201 or 202
 * and a body that is not headed by `xend.err`.
 */
export function valueOf(answer: Answer, question: Question): Sxp | undefined {
  const { status, body } = answer
  const value =
    status === 200 || status === 201 || status === 202 || status === 500 ? parsed(body, question) : undefined
  const [head, sentence] = Array.isArray(value) ? (value as readonly Sxp[]) : []
  if (head === 'xend.err') throw xendError(typeof sentence === 'string' ? sentence : question.what)
  if (status < 200 || status > 202) throw refused(answer, question)
  if (status === 202 && body.includes('failed')) throw refusal('OPERATION_FAILED', `xend: ${said(body)}`)
  return value
}

function parsed(body: Buffer, { method, what }: Question): Sxp | undefined {
  if (body.length === 0) return undefined
  try {
    return parseSxp(body)
  } catch (cause) {
    throw refusal(
      method === 'GET' ? 'GET_FAILED' : 'POST_FAILED',
      `${what}: ${(cause as Error).message}`,
      cause,
    )
  }
}

/** xend 3.1 to 3.3 answer 500 without a word for a domain that they do not know. */
function refused({ status, body }: Answer, { what, domain }: Question): VirtError {
  if (domain !== undefined && (status === 404 || (status === 500 && body.length === 0)))
    return refusal('NO_DOMAIN', `no domain with matching name '${domain}'`)
  if (status === 501) return refusal('NO_SUPPORT', `this version of xend does not know '${what}'`)
  if (status === 413) return refusal('CONFIG_UNSUPPORTED', `${what}: more than xend reads of a request`)
  return refusal('HTTP_ERROR', `${status} for '${what}': ${said(body)}`)
}

const said = (body: Buffer): string => body.toString('utf8', 0, 200)
