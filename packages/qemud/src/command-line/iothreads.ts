import type { IoThread } from '@virt/core/config'
import { jsonOption } from './options.js'
import { model, type Plan } from './plan.js'

/** I/O threads, and the pool of the thread that serves everybody else. */
export function ioThreadOptions(plan: Plan): readonly string[] {
  const { iothreads = 0, iothreadIds, defaultIothread } = plan.config
  const threads: readonly IoThread[] =
    iothreadIds ?? Array.from({ length: iothreads }, (_, index) => ({ id: index + 1 }))
  const main = defaultIothread && {
    'qom-type': model(plan, 'main-loop'),
    id: 'main-loop',
    'thread-pool-min': defaultIothread.threadPoolMin,
    'thread-pool-max': defaultIothread.threadPoolMax,
  }
  return [
    ...threads.flatMap(({ id, threadPoolMin, threadPoolMax }) =>
      jsonOption('-object', {
        'qom-type': model(plan, 'iothread'),
        id: `iothread${id}`,
        'thread-pool-min': threadPoolMin,
        'thread-pool-max': threadPoolMax,
      }),
    ),
    ...(main ? jsonOption('-object', main) : []),
  ]
}
