import { readFileSync } from 'node:fs'
import ts from 'typescript'

/** @type {ts.CompilerOptions} */
const options = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  customConditions: ['@virt/source'],
  isolatedDeclarations: true,
  declaration: true,
  removeComments: true,
  noLib: true,
  types: [],
}

/**
 * A program over the declarations of a package's sources. `isolatedDeclarations` makes each file's declarations a
 * function of that file alone, so nothing is built or type-checked for it.
 * @param {string[]} entries
 */
export function declarationProgram(entries) {
  const host = ts.createCompilerHost(options)
  const read = host.getSourceFile
  host.getSourceFile = (name, ...rest) =>
    isOurs(name)
      ? ts.createSourceFile(name, declarations(name), options.target ?? 0, true)
      : read(name, ...rest)
  return ts.createProgram(entries, options, host)
}

/** @param {string} name */
function isOurs(name) {
  return name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.includes('/node_modules/')
}

/** @param {string} fileName */
function declarations(fileName) {
  const source = readFileSync(fileName, 'utf8')
  return ts.transpileDeclaration(source, { fileName, compilerOptions: options }).outputText
}
