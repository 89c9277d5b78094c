import { VirtError } from '@virt/core/driver'
import type { QmpVersion } from './commands.js'

/** An asynchronous event of QEMU: `SHUTDOWN`, `RESET`, `STOP`, ... */
export interface QmpEvent {
  readonly event: string
  readonly data: Readonly<Record<string, unknown>>
  readonly timestamp: { readonly seconds: number; readonly microseconds: number }
}

/** The cause of a refused command: `code` is QMP's error class, `message` its description. */
export class QmpRefusal extends Error {
  override readonly name = 'QmpRefusal'
  /** `GenericError`, `CommandNotFound`, `DeviceNotFound`, ... */
  readonly code: string

  constructor(code: string, description: string) {
    super(description)
    this.code = code
  }
}

/** What ends a command, with the id that it had, if it had one. */
export type QmpAnswered =
  | { readonly kind: 'answer'; readonly id: unknown; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: unknown; readonly refusal: QmpRefusal }

export type QmpMessage =
  | { readonly kind: 'greeting'; readonly version: QmpVersion }
  | { readonly kind: 'event'; readonly event: QmpEvent }
  | QmpAnswered

type Fields = Readonly<Record<string, unknown>>

/**
 * One line of QMP.
 *
 * @throws SyntaxError for what is not JSON, TypeError for what is not QMP.
 */
export function parseMessage(line: string): QmpMessage {
  const message: unknown = JSON.parse(line)
  if (isFields(message))
    for (const shape of [answer, event, refusal, greeting]) {
      const understood = shape(message)
      if (understood) return understood
    }
  throw new TypeError(`not a QMP message: ${excerpt(line)}`)
}

/** A refused command as the caller sees it. */
export function refused(command: string, refusal: QmpRefusal): VirtError {
  return new VirtError(
    'OPERATION_FAILED',
    `unable to execute QEMU command '${command}': ${refusal.message}`,
    {
      origin: 'QEMU',
      cause: refusal,
    },
  )
}

function answer(message: Fields): QmpMessage | undefined {
  return 'return' in message ? { kind: 'answer', id: message['id'], value: message['return'] } : undefined
}

function refusal({ id, error }: Fields): QmpMessage | undefined {
  if (!isFields(error)) return undefined
  return { kind: 'refusal', id, refusal: new QmpRefusal(String(error['class']), String(error['desc'])) }
}

function event({ event: name, data, timestamp }: Fields): QmpMessage | undefined {
  if (typeof name !== 'string') return undefined
  return {
    kind: 'event',
    event: {
      event: name,
      data: isFields(data) ? data : {},
      timestamp: timestamp as QmpEvent['timestamp'],
    },
  }
}

function greeting({ QMP: hello }: Fields): QmpMessage | undefined {
  const version = isFields(hello) ? hello['version'] : undefined
  if (!isFields(version) || !isFields(version['qemu'])) return undefined
  return { kind: 'greeting', version: version as unknown as QmpVersion }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function excerpt(line: string): string {
  return line.length > 80 ? `${line.slice(0, 80)}...` : line
}
