import { parseArgs } from 'node:util'
import { VirtError } from '@virt/core/driver'

/** What the author asked for. */
export interface Options {
  readonly name: string
  readonly scheme: string
  /** npm name of the new package. */
  readonly package: string
  readonly directory: string
}

const nameShape = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const schemeShape = /^[a-z][a-z0-9]*$/
/** Schemes of drivers that are released with the core, and transports that look like schemes. */
const taken = new Set(['test', 'qemu', 'xen', 'http', 'https', 'ssh', 'unix', 'file'])
const longest = 60

/** The command line as options, or `undefined` when help was asked for. INVALID_ARG says what is wrong with it. */
export function parseOptions(argv: readonly string[]): Options | undefined {
  const { values, positionals } = read(argv)
  if (values.help) return undefined
  const [name, ...more] = positionals
  if (name === undefined) throw invalid('a NAME is needed: npm create @virt/driver NAME')
  if (more.length > 0) throw invalid(`one NAME is needed, not ${positionals.length}`)
  const scheme = values.scheme ?? name.replaceAll('-', '')
  checkName(name)
  checkScheme(scheme)
  const ownPackage = `virt-driver-${name}`
  return { name, scheme, package: ownPackage, directory: values.directory ?? ownPackage }
}

function checkName(name: string): void {
  if (name.length <= longest && nameShape.test(name)) return
  throw invalid(
    `'${name}' is no driver's name: lower case letters and digits, in words joined by '-', at most ${longest}`,
  )
}

function checkScheme(scheme: string): void {
  if (!schemeShape.test(scheme))
    throw invalid(`'${scheme}' is no URI scheme: a lower case letter, then lower case letters and digits`)
  if (taken.has(scheme)) throw invalid(`the scheme '${scheme}' is taken; give another one with --scheme`)
}

function read(argv: readonly string[]) {
  const options = {
    help: { type: 'boolean', short: 'h' },
    scheme: { type: 'string' },
    directory: { type: 'string' },
  } as const
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true })
  } catch (cause) {
    const [sentence] = (cause as Error).message.split('. ')
    throw new VirtError('INVALID_ARG', sentence, { cause })
  }
}

function invalid(detail: string): VirtError {
  return new VirtError('INVALID_ARG', detail)
}
