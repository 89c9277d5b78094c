const importOfNames = /^import \{([^}]*)\} from ('[^']+')$/gm
const importForEffect = /^import ('[^']+')$/gm

/**
 * A README's example for programs that use `require`.
 * @param {string} text an ES module without types
 */
export function asCommonJs(text) {
  const body = text
    .replaceAll(
      importOfNames,
      (_, names, from) => `const {${names.replaceAll(' as ', ': ')}} = require(${from})`,
    )
    .replaceAll(importForEffect, 'require($1)')
  return `(async () => {\n${body}\n})()\n`
}
