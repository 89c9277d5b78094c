import { relative } from 'node:path'
import { VirtError } from '@virt/core/driver'
import { createDriver } from './create-driver.js'
import { help } from './help.js'
import { type Options, parseOptions } from './options.js'

/** The whole program with these arguments. Answers the exit status. */
export async function main(
  argv: readonly string[],
  { stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>,
): Promise<number> {
  try {
    const options = parseOptions(argv)
    stdout.write(options ? await create(options) : help)
    return 0
  } catch (thrown) {
    const { code, message } = VirtError.from(thrown)
    stderr.write(`create-driver: ${message} (${code})\n`)
    return 1
  }
}

async function create(options: Options): Promise<string> {
  const files = await createDriver(options)
  const { directory, package: ownPackage, scheme } = options
  return [
    `${ownPackage}: ${files.length} files in ${directory}`,
    '',
    'Now:',
    `    cd ${relative('.', directory) || '.'}`,
    '    npm install',
    '    npm test',
    '    npm run build',
    `    npx virt -c ${scheme}:///default list --all`,
    '',
  ].join('\n')
}
