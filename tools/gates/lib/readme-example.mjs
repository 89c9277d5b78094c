import { codeBlocks } from './markdown.mjs'

/**
 * The example of a README: its first ts or js block; of a package that is only a command, the first sh block that
 * begins with that command, or with `npm create`.
 * @param {string} readme
 * @param {Pick<import('./packages.mjs').Manifest, 'exports' | 'bin'>} manifest
 * @returns {{language: 'ts' | 'sh', text: string} | undefined}
 */
export function readmeExample(readme, { exports, bin = {} }) {
  const language = exports ? 'ts' : 'sh'
  const block = codeBlocks(readme).find((one) =>
    exports ? isScript(one) : startsWithCommand(one, Object.keys(bin)),
  )
  return block && { language, text: block.text }
}

/** @param {{language: string}} block */
function isScript({ language }) {
  return language === 'ts' || language === 'js'
}

/**
 * @param {{language: string, text: string}} block
 * @param {string[]} commands
 */
function startsWithCommand({ language, text }, commands) {
  return language === 'sh' && [...commands, 'npm create'].some((command) => text.startsWith(`${command} `))
}
