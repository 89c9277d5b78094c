import ts from 'typescript'
import { declarationProgram } from './declaration-program.mjs'

/**
 * What users can name or meet through the entry points of one package: for each entry its exports, then what they
 * mention and no entry exports. Comments and bodies are left out, so that a report changes exactly when the API does.
 * @param {{name: string, file: string}[]} entries specifier and source: `@virt/core/config`, `.../src/config.ts`
 * @param {string} directory the package's directory: declarations outside of it are another package's business
 * @returns {string[]} a report per entry
 */
export function apiReports(entries, directory) {
  const program = declarationProgram(entries.map(({ file }) => file))
  const checker = program.getTypeChecker()
  const own = (/** @type {ts.Symbol} */ symbol) => declarationsIn(symbol, directory)
  const surfaces = entries.map(({ file }) => exportsOf(program, checker, file))
  const exported = new Set(surfaces.flatMap((surface) => [...surface.values()]))
  return surfaces.map((surface, index) => {
    const mentioned = reachable(checker, [...surface.values()], own).filter((symbol) => !exported.has(symbol))
    return report(entries[index]?.name ?? '', surface, mentioned, own)
  })
}

/**
 * @param {ts.Program} program
 * @param {ts.TypeChecker} checker
 * @param {string} file
 * @returns {Map<string, ts.Symbol>} exported name to what is behind it, by name
 */
function exportsOf(program, checker, file) {
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  if (!module) throw new Error(`${file} exports nothing`)
  const symbols = checker.getExportsOfModule(module).sort((a, b) => (a.name < b.name ? -1 : 1))
  return new Map(symbols.map((symbol) => [symbol.name, resolve(checker, symbol)]))
}

/**
 * @param {string} name
 * @param {Map<string, ts.Symbol>} surface
 * @param {ts.Symbol[]} mentioned
 * @param {(symbol: ts.Symbol) => ts.Declaration[]} own
 */
function report(name, surface, mentioned, own) {
  const parts = [...surface].map(([exported, symbol]) => exportText(exported, symbol, own))
  const rest = mentioned.map((symbol) => text(own(symbol))).sort()
  const sections = [`# ${name}`, fenced(parts)]
  if (rest.length > 0) sections.push('## Mentioned, not exported', fenced(rest))
  return sections.join('\n\n') + '\n'
}

/**
 * @param {string} name
 * @param {ts.Symbol} symbol
 * @param {(symbol: ts.Symbol) => ts.Declaration[]} own
 */
function exportText(name, symbol, own) {
  const declarations = own(symbol)
  if (declarations.length === 0) return `export { ${name} } // of another package`
  if (declarations.some(ts.isSourceFile)) return `export * as ${name}`
  return symbol.name === name
    ? text(declarations)
    : `${text(declarations)}\nexport { ${symbol.name} as ${name} }`
}

/** @param {ts.Declaration[]} declarations */
function text(declarations) {
  return declarations.map((declaration) => statement(declaration).getText()).join('\n')
}

/**
 * A variable's declaration is part of a statement that says `const`.
 * @param {ts.Node} node
 */
function statement(node) {
  return ts.isVariableDeclaration(node) ? node.parent.parent : node
}

/**
 * @param {ts.TypeChecker} checker
 * @param {ts.Symbol[]} from
 * @param {(symbol: ts.Symbol) => ts.Declaration[]} own
 */
function reachable(checker, from, own) {
  const seen = new Set(from)
  for (const symbol of seen)
    for (const declaration of own(symbol)) visit(statement(declaration), (found) => seen.add(found))
  return [...seen]

  /**
   * @param {ts.Node} node
   * @param {(symbol: ts.Symbol) => void} add
   */
  function visit(node, add) {
    const symbol = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node) : undefined
    const origin = symbol && resolve(checker, symbol)
    if (origin && own(origin).some((declaration) => ts.isSourceFile(statement(declaration).parent)))
      add(origin)
    node.forEachChild((child) => visit(child, add))
  }
}

/**
 * @param {ts.TypeChecker} checker
 * @param {ts.Symbol} symbol
 */
function resolve(checker, symbol) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

/**
 * @param {ts.Symbol} symbol
 * @param {string} directory
 */
function declarationsIn(symbol, directory) {
  return (symbol.declarations ?? []).filter((declaration) =>
    declaration.getSourceFile().fileName.startsWith(`${directory}/src/`),
  )
}

/** @param {string[]} parts */
function fenced(parts) {
  return ['```ts', parts.join('\n\n'), '```'].join('\n')
}
