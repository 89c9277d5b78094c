import { isMainThread } from 'node:worker_threads'

/**
 * Do something synchronous that makes files, such as listening on a socket, so that they have at most this mode. In a
 * worker thread, which may not change the umask, the directory's mode is what protects.
 */
export function atMost<T>(mode: number, action: () => T): T {
  if (!isMainThread) return action()
  const previous = process.umask(0o777 & ~mode)
  try {
    return action()
  } finally {
    process.umask(previous)
  }
}
