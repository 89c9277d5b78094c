import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { root } from '../../lib/root.mjs'

/**
 * @typedef {{name: string, signature: string, doc: string}} Member
 * @typedef {{name: string, doc: string, text: string, members: Member[]}} Declaration
 */

/**
 * The exported types of a file of the contract, with their doc comments as Markdown.
 * @param {string} file in packages/core/src/contract
 * @returns {Declaration[]}
 */
export function declarationsOf(file) {
  const text = readFileSync(`${root}packages/core/src/contract/${file}`, 'utf8')
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  return source.statements
    .filter((node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
    .filter((node) => node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
    .map((node) => ({
      name: node.name.text,
      doc: docOf(node),
      text: node.getText(source).replace(/^export /, ''),
      members: ts.isInterfaceDeclaration(node) ? node.members.map((one) => memberOf(one, source)) : [],
    }))
}

/**
 * @param {ts.TypeElement} node
 * @param {ts.SourceFile} source
 * @returns {Member}
 */
function memberOf(node, source) {
  return { name: node.name?.getText(source) ?? '', signature: node.getText(source), doc: docOf(node) }
}

/** @param {ts.Node} node */
function docOf(node) {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc)
  return (ts.getTextOfJSDocComment(comment?.comment) ?? '').replace(/\{@link (\w+)\}/g, '`$1`').trim()
}
