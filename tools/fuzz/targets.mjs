/**
 * What is fed: the module whose default export is
 *
 *   { load(), words, seeds(), arbitrary }
 *
 * - `load()`: imports the built package, and gives the function that takes one input, a Buffer. It may throw VirtErrors, and
 *   nothing else.
 * - `words`: what the notation is made of; mutations insert it.
 * - `seeds()`: real texts (Buffers) that are mutated.
 * - `arbitrary(fc)`: a fast-check arbitrary of texts.
 */
export const targets = {
  'sxp-parse': './targets/sxp-parse.mjs',
  'sxp-convert': './targets/sxp-convert.mjs',
  'config-parse': './targets/config-parse.mjs',
  'xm-convert': './targets/xm-convert.mjs',
  'xl-convert': './targets/xl-convert.mjs',
}
