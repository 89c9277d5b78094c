import { statSync } from 'node:fs'
import { stampOf } from '../src/directory/stamp.js'
import { replaceFile } from '../src/directory/write-file.js'

/** Rewrites a file with the one text and the other, until it is killed. */
const [path = ''] = process.argv.slice(2)
const texts = ['a', 'b'].map((letter) => `# ${letter.repeat(100_000)}\n`)

for (let count = 0; ; count++) {
  await replaceFile(path, texts[count % 2] as string, stampOf(statSync(path)))
  if (count === 0) console.log('begun')
}
