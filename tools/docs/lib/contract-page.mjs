import { contractVersion, operationNames, operations } from '@virt/core/driver'
import { declarationsOf } from './doc-comments.mjs'

/** The families of operations: the file and the interface that introduces each, and further files with its operations. */
const families = [
  { family: 'host', file: 'host.ts', type: 'HostOperations', parts: [] },
  {
    family: 'domains',
    file: 'domains.ts',
    type: 'DomainOperations',
    parts: [
      'figures.ts',
      'metadata.ts',
      'saved-state.ts',
      'domain-jobs.ts',
      'migration.ts',
      'device-tuning.ts',
      'pinning.ts',
      'policy.ts',
      'power-management.ts',
      'input.ts',
      'agent.ts',
      'guest-info.ts',
      'blocks.ts',
    ],
  },
  { family: 'networks', file: 'networks.ts', type: 'NetworkOperations', parts: ['network-update.ts'] },
  { family: 'snapshots', file: 'snapshots.ts', type: 'SnapshotOperations', parts: [] },
]

/** What the operations take and give, in the order in which it is best read. */
const typeFiles = [
  'driver.ts',
  'call.ts',
  'refs.ts',
  'states.ts',
  ...families.flatMap(({ file, parts }) => [file, ...parts]),
  'events.ts',
]

const isOperations = (/** @type {string} */ type) => type.endsWith('Operations')

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

/** @param {typeof families[number]} one */
function familySection({ family, file, type, parts }) {
  const declarations = [file, ...parts].flatMap(declarationsOf).filter(({ name }) => isOperations(name))
  const introduction = declarations.find(({ name }) => name === type)
  if (!introduction) throw new Error(`${file} declares no ${type}`)
  const members = new Map(
    declarations.flatMap((each) => each.members).map((member) => [`${family}.${member.name}`, member]),
  )
  const entries = operationNames
    .filter((name) => name.startsWith(`${family}.`))
    .flatMap((name) => operationEntry(name, members.get(name)))
  return [`## ${family}`, '', introduction.doc, '', ...entries]
}

/**
 * @param {import('@virt/core/driver').OperationName} name
 * @param {import('./doc-comments.mjs').Member | undefined} member
 */
function operationEntry(name, member) {
  if (!member) throw new Error(`${name} is in no file of the contract that is read here`)
  const { kind, combine, result } = operations[name]
  return [
    `### ${name}`,
    '',
    `${kind} · ${combine} · ${result}`,
    '',
    ...code(member.signature),
    member.doc,
    '',
  ]
}

/** @param {string} file */
function typesSection(file) {
  return declarationsOf(file)
    .filter(({ name }) => !isOperations(name))
    .flatMap(({ name, doc, text }) => [`### ${name}`, '', doc, '', ...code(text)])
}

/** @param {string} text */
function code(text) {
  return ['```ts', text, '```', '']
}
