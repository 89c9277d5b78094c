import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** A pseudo terminal whose other side sends back what it is sent, as the console of a guest that echoes. */
export class EchoTerminal {
  readonly path: string
  readonly #script: ChildProcess

  private constructor(path: string, script: ChildProcess) {
    this.path = path
    this.#script = script
  }

  static async open(): Promise<EchoTerminal> {
    const script = spawn('script', ['-qfc', 'tty; exec sleep 1000', '/dev/null'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const [line] = (await once(script.stdout, 'data')) as [Buffer]
    script.stdout.pipe(script.stdin)
    return new EchoTerminal(line.toString().trim(), script)
  }

  /** The guest's side lets go. */
  close(): void {
    this.#script.kill('SIGKILL')
  }
}
