import type { Call, JobCall } from '../contract/call.js'
import type { Unsubscribe } from '../contract/events.js'
import type { OperationArguments, OperationName, OperationResult } from '../contract/operations.js'
import type { Route } from './lookup.js'

/** Listen to all of these channels, or to none: the one answer ends what all of them answered. */
export async function subscribe<N extends OperationName>(
  routes: readonly Route<N>[],
  values: OperationArguments<N>,
  call: Call | JobCall,
): Promise<OperationResult<N>> {
  const answers = await Promise.allSettled(routes.map(({ invoke }) => invoke(values, call)))
  const begun = answers.flatMap((answer) =>
    answer.status === 'fulfilled' ? [answer.value as unknown as Unsubscribe] : [],
  )
  const end: Unsubscribe = async () => {
    await Promise.all(begun.map(async (unsubscribe) => unsubscribe()))
  }
  const failed = answers.find(({ status }) => status === 'rejected')
  if (!failed) return end as unknown as OperationResult<N>
  await end()
  throw (failed as PromiseRejectedResult).reason
}
