import { connect } from '@virt/core/rpc'

/** After so many calls a client leaves, and comes again. */
const stay = 500

/**
 * What is asked in turns: answers short and long, refusals, and calls that are given up.
 * @type {readonly {refusal?: string, ask: (connection: import('@virt/core/driver').DriverConnection,
 *   domain: import('@virt/core/driver').DomainRef) => Promise<unknown>}[]}
 */
const questions = [
  { ask: ({ domains }) => domains.list({}, {}) },
  { ask: ({ domains }, domain) => domains.info(domain, {}) },
  { ask: ({ domains }, { name }) => domains.lookupByName(name, {}) },
  { ask: ({ domains }, domain) => domains.config(domain, {}, {}) },
  { ask: ({ domains }, domain) => domains.stats([domain], {}, {}) },
  { ask: ({ host }) => host.type({}) },
  { ask: ({ domains }) => domains.lookupByName('nobody', {}), refusal: 'NO_DOMAIN' },
  {
    refusal: 'OPERATION_ABORTED',
    ask: ({ domains }, domain) => {
      const controller = new AbortController()
      const answer = domains.info(domain, { signal: controller.signal })
      controller.abort()
      return answer
    },
  },
]

/**
 * One client after the other asks; each subscribes to events as well, and does not end that before it leaves.
 * @param {string} socket @param {number} count
 * @param {{domain: import('@virt/core/driver').DomainRef, asked: () => void}} options
 */
export async function ask(socket, count, { domain, asked }) {
  for (let done = 0; done < count; done += stay) {
    const connection = await connect(socket)
    await connection.domains.subscribe(() => undefined, {})
    for (let call = done; call < Math.min(done + stay, count); call++) {
      await answered(questions[call % questions.length], connection, domain)
      asked()
    }
    await connection.close()
  }
}

/**
 * @param {typeof questions[number]} question
 * @param {import('@virt/core/driver').DriverConnection} connection @param {import('@virt/core/driver').DomainRef} domain
 */
async function answered({ ask, refusal }, connection, domain) {
  const outcome = await ask(connection, domain).then(
    () => undefined,
    (error) => error,
  )
  if (outcome?.code !== refusal) throw outcome ?? new Error(`not refused with ${refusal}`)
}
