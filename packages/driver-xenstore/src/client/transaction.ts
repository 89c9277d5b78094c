import { setTimeout as sleep } from 'node:timers/promises'
import { VirtError } from '@virt/core/driver'
import { nothing, number } from './decode.js'
import { storeErrno } from './errors.js'
import { sharedTime, type RequestOptions } from './options.js'
import type { Request } from './pending-request.js'
import { type Ask, XenStoreTree } from './tree.js'

/** How a transaction is made. */
export interface TransactionOptions extends RequestOptions {
  /** How often it is tried when others change the same meanwhile. Default 20. */
  readonly attempts?: number
}

/** The store as one transaction sees it: as it was at the beginning, with the transaction's own changes. */
export class XenStoreTransaction extends XenStoreTree {
  readonly #state: { over: boolean }

  /** @internal */
  constructor(ask: Ask, id: number, readOnly: boolean, time: () => RequestOptions) {
    const state = { over: false }
    super((request, options) => {
      if (state.over) return Promise.reject(ended())
      return ask({ ...request, transaction: id }, options ?? time())
    }, readOnly)
    this.#state = state
  }

  /** @internal No more requests: they would be the next transaction's. */
  end(): void {
    this.#state.over = true
  }
}

const ended = (): VirtError =>
  new VirtError('OPERATION_INVALID', 'the transaction has ended', { origin: 'XENSTORE' })

/** Run a body in a transaction, and again when it conflicts with others, with pauses that grow. */
export async function transact<T>(
  ask: Ask,
  body: (transaction: XenStoreTransaction) => Promise<T> | T,
  options: TransactionOptions,
  readOnly: boolean,
  usualTime: number,
): Promise<T> {
  const { attempts = 20 } = options
  const time = sharedTime(options, usualTime)
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce(ask, body, readOnly, time)
    } catch (error) {
      if (storeErrno(error) !== 'EAGAIN' || attempt >= attempts) throw error
    }
    await sleep(Math.random() * Math.min(2 ** attempt, 64))
  }
}

async function attemptOnce<T>(
  ask: Ask,
  body: (transaction: XenStoreTransaction) => Promise<T> | T,
  readOnly: boolean,
  time: () => RequestOptions,
): Promise<T> {
  const id = await ask(startOf(ask), time())
  const transaction = new XenStoreTransaction(ask, id, readOnly, time)
  try {
    const result = await body(transaction)
    transaction.end()
    await ask(endOf(id, 'T'), time())
    return result
  } catch (error) {
    transaction.end()
    if (storeErrno(error) !== 'EAGAIN') await ask(endOf(id, 'F')).catch(() => undefined)
    throw error
  }
}

const startOf = (ask: Ask): Request<number> => ({
  name: 'TRANSACTION_START',
  subject: '',
  text: '\0',
  decode: number,
  late: (id) => void ask(endOf(id, 'F')).catch(() => undefined),
})

const endOf = (transaction: number, how: 'T' | 'F'): Request<void> => ({
  name: 'TRANSACTION_END',
  subject: '',
  text: `${how}\0`,
  transaction,
  decode: nothing,
})
