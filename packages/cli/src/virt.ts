import { main } from './main.js'

/** Drivers that live in this process have nothing open: somebody must keep it running while a command waits for them. */
const work = setInterval(() => undefined, 2 ** 30)

process.exitCode = await main(process.argv.slice(2), {
  get stdin() {
    return process.stdin
  },
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  uid: process.getuid?.() ?? -1,
  onInterrupt: (listener) => {
    const hear = (): void => {
      if (listener()) return
      process.off('SIGINT', hear)
      process.kill(process.pid, 'SIGINT')
    }
    process.on('SIGINT', hear)
    return () => process.off('SIGINT', hear)
  },
})

clearInterval(work)
