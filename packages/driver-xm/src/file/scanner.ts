import { VirtError } from '@virt/core/driver'

/** A position in a configuration file's text, moved by sticky patterns. */
export class Scanner {
  readonly text: string
  at = 0

  constructor(text: string) {
    this.text = text
  }

  get done(): boolean {
    return this.at >= this.text.length
  }

  /** Whether this is what comes next. */
  is(text: string): boolean {
    return this.text.startsWith(text, this.at)
  }

  /** What a sticky pattern matches here, passed over; `''` when it does not match. */
  take(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const [found = ''] = pattern.exec(this.text) ?? []
    this.at += found.length
    return found
  }

  fail(problem: string, at: number = this.at): VirtError {
    const before = this.text.slice(0, at)
    const line = before.split('\n').length
    const column = at - before.lastIndexOf('\n')
    return new VirtError('CONF_SYNTAX', `line ${line}, column ${column}: ${problem}`, { origin: 'CONF' })
  }
}
