import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const templates = fileURLToPath(new URL('../templates', import.meta.url))

/**
 * Write every template file, with the words in the place of `{{...}}`. A leading `_` of a name keeps npm and compilers
 * from taking the template for their own; it is dropped.
 */
export async function writeTemplates(
  directory: string,
  words: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const entries = await readdir(templates, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(templates, join(entry.parentPath, entry.name)))
    .sort()
  return Promise.all(files.map((file) => writeTemplate(file, directory, words)))
}

async function writeTemplate(
  file: string,
  directory: string,
  words: Readonly<Record<string, string>>,
): Promise<string> {
  const target = file.replace(/(^|\/)_/g, '$1')
  const text = await readFile(join(templates, file), 'utf8')
  await mkdir(dirname(join(directory, target)), { recursive: true })
  await writeFile(join(directory, target), fill(text, words), { flag: 'wx' })
  return target
}

function fill(text: string, words: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (placeholder, word: string) => words[word] ?? placeholder)
}
