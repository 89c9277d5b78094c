/** From the gravest on. */
export const levels = ['error', 'warning', 'info', 'debug'] as const

export type Level = (typeof levels)[number]

export type Log = Readonly<Record<Level, (message: string) => void>>

/** Lines on stderr, of this level and graver ones. */
export function logOf(threshold: Level): Log {
  const depth = levels.indexOf(threshold)
  const line = (level: Level, rank: number) => (message: string) => {
    if (rank <= depth) process.stderr.write(`virt-proxyd: ${level}: ${message.replaceAll('\n', ' ')}\n`)
  }
  return Object.fromEntries(levels.map((level, rank) => [level, line(level, rank)])) as unknown as Log
}
