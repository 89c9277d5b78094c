import { contractVersion } from '../contract/driver.js'
import type { JobProgress } from '../contract/call.js'
import { VirtError } from '../errors/virt-error.js'
import { type Failure, violation } from './errors.js'
import { type Fields, isObject } from './fields.js'
import { rowsOf } from './table.js'

/** The version of the protocol: the only one that this package speaks. */
export const protocolVersion = 1

/** What answers and cancellations name a request by. */
export type Id = number | string

/** A request, or without `id` a notification. */
export interface Request {
  readonly id?: Id
  readonly method: string
  readonly params?: unknown
}

/** An answer; `id` is null when the error belongs to the connection and not to a request: its last word. */
export type Answer =
  | { readonly id: Id; readonly result: unknown }
  | { readonly id: Id; readonly error: Failure }
  | { readonly id: null; readonly error: Failure }

/** What the server says of itself in answer to `hello`. */
export interface Hello {
  readonly protocol: number
  readonly contract: number
  readonly driver: string
  readonly operations: readonly string[]
  readonly readOnly: boolean
  /** Requests under way that the server takes of one client. */
  readonly maxPending?: number
}

const isId = (value: unknown): value is Id => typeof value === 'string' || Number.isSafeInteger(value)
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0
const isText = (value: unknown): value is string => typeof value === 'string'
const isOptionalText = (value: unknown): value is string | undefined => value === undefined || isText(value)

/** A line as the object that every message is. Throws RPC. */
export function parse(line: string): Fields {
  let message: unknown
  try {
    message = JSON.parse(line)
  } catch (cause) {
    throw violation('a message that is not JSON', cause)
  }
  if (!isObject(message) || message.jsonrpc !== '2.0') throw violation('a message that is not JSON-RPC 2.0')
  return message
}

export function asRequest(message: Fields): Request {
  const { id, method } = message
  if (!isText(method) || !(id === undefined || isId(id))) throw violation('not a request')
  return message as unknown as Request
}

export function asAnswer(message: Fields): Answer {
  const { id, error } = message
  if ('error' in message) {
    if ((id !== null && !isId(id)) || !isFailure(error)) throw violation('a malformed error answer')
  } else if (!isId(id) || !('result' in message)) throw violation('neither an answer nor a notification')
  return message as unknown as Answer
}

function isFailure(value: unknown): value is Failure {
  if (!isObject(value) || !isText(value.message)) return false
  const { data } = value
  return data === undefined || (isObject(data) && isSerializedError(data))
}

function isSerializedError({ code, detail, cause }: Fields): boolean {
  if (!isText(code) || !isOptionalText(detail)) return false
  return cause === undefined || (isObject(cause) && isText(cause.message))
}

export function asHello(value: unknown): Hello {
  if (!isObject(value)) throw violation('a malformed hello')
  const { protocol, contract, driver, operations, maxPending } = value
  if (protocol !== protocolVersion) throw violation(`the server speaks protocol ${String(protocol)}`)
  if (!isText(driver) || !Array.isArray(operations) || !operations.every(isText))
    throw violation('a malformed hello')
  if (maxPending !== undefined && !isCount(maxPending)) throw violation('a malformed hello')
  if (contract !== contractVersion)
    throw new VirtError(
      'CONTRACT_MISMATCH',
      `the server has contract ${String(contract)}, not ${contractVersion}`,
    )
  return value as unknown as Hello
}

/** How a client takes long lists. */
export interface ListForms {
  /** In parts. */
  readonly parts: boolean
  /** Parts as tables, where their rows are alike. */
  readonly tables: boolean
}

/** What a `hello` or `attach` asks for. */
export function asGreeting(params: unknown): { protocol: unknown; token: unknown; forms: ListForms } {
  const { protocol, token, parts, tables } = isObject(params) ? params : {}
  return { protocol, token, forms: { parts: parts === true, tables: tables === true } }
}

/** What a notification says of an earlier request. */
export interface Notice {
  readonly id: Id
  readonly progress?: JobProgress
  readonly event?: unknown
  readonly part?: readonly unknown[]
}

/** `cancel`, `progress`, `event` and `part` are all about an earlier request. */
export function asNotice(params: unknown): Notice {
  if (!isObject(params) || !isId(params.id)) throw violation('a notification that names no request')
  const { part } = params
  if (part === undefined || Array.isArray(part)) return params as unknown as Notice
  return { id: params.id, part: rowsOf(part) }
}

export function asToken(value: unknown): string {
  if (!isObject(value) || !isText(value.token)) throw violation('a stream without a token')
  return value.token
}
