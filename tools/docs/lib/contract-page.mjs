import { contractVersion, operations } from '@virt/core/driver'
import { declarationsOf } from './doc-comments.mjs'

/** The families of operations: where each is declared, and under which name. */
const families = [
  { family: 'host', file: 'host.ts', type: 'HostOperations' },
  { family: 'domains', file: 'domains.ts', type: 'DomainOperations' },
  { family: 'networks', file: 'networks.ts', type: 'NetworkOperations' },
]

/** What the operations take and give, in the order in which it is best read. */
const typeFiles = [
  'driver.ts',
  'call.ts',
  'refs.ts',
  'states.ts',
  'host.ts',
  'domains.ts',
  'networks.ts',
  'events.ts',
]

const operationTypes = new Set(families.map(({ type }) => type))

/** docs/contract.md: every operation of the contract, from its doc comments and its row in the table of traits. */
export function contractPage() {
  return [
    '# The contract',
    '',
    `Version ${contractVersion}, generated from \`packages/core/src/contract\`. How to write a driver for it:`,
    '[writing-a-driver.md](writing-a-driver.md); who has which operation: [support-matrix.md](support-matrix.md).',
    '',
    'A **query** only looks; a **change** is refused on a read-only connection and never asked twice. Of several channels the',
    '**first** that can answers, or the rows of all are **merged** by uuid. The result is a plain **value**, a long-running',
    '**job** with progress, a byte **stream**, or **events** until unsubscribed.',
    '',
    ...families.flatMap(familySection),
    '## Types',
    '',
    ...typeFiles.flatMap(typesSection),
  ].join('\n')
}

/** @param {{family: string, file: string, type: string}} one */
function familySection({ family, file, type }) {
  const declaration = declarationsOf(file).find(({ name }) => name === type)
  if (!declaration) throw new Error(`${file} declares no ${type}`)
  const entries = declaration.members.flatMap(({ name, signature, doc }) =>
    operationEntry(`${family}.${name}`, signature, doc),
  )
  return [`## ${family}`, '', declaration.doc, '', ...entries]
}

/**
 * @param {string} name
 * @param {string} signature
 * @param {string} doc
 */
function operationEntry(name, signature, doc) {
  if (!(name in operations)) throw new Error(`${name} has no row in the table of operations`)
  const { kind, combine, result } =
    operations[/** @type {import('@virt/core/driver').OperationName} */ (name)]
  return [`### ${name}`, '', `${kind} · ${combine} · ${result}`, '', ...code(signature), doc, '']
}

/** @param {string} file */
function typesSection(file) {
  return declarationsOf(file)
    .filter(({ name }) => !operationTypes.has(name))
    .flatMap(({ name, doc, text }) => [`### ${name}`, '', doc, '', ...code(text)])
}

/** @param {string} text */
function code(text) {
  return ['```ts', text, '```', '']
}
