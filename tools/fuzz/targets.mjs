/**
 * What is fed: the module whose default export is
 *
 *   { load(), words, seeds(), arbitrary }
 *
 * - `load()`: imports the built package, or `sources` of it, and gives the function that takes one input, a Buffer, and may take its time. It
 *   may throw VirtErrors, and nothing else.
 * - `words`: what the notation is made of; mutations insert it.
 * - `seeds()`: real texts (Buffers) that are mutated.
 * - `arbitrary(fc)`: a fast-check arbitrary of texts.
 */
export const targets = {
  'xml-parse': './targets/xml-parse.mjs',
  'xml-describe': './targets/xml-describe.mjs',
  'sxp-parse': './targets/sxp-parse.mjs',
  'sxp-convert': './targets/sxp-convert.mjs',
  'config-parse': './targets/config-parse.mjs',
  'xm-convert': './targets/xm-convert.mjs',
  'xl-convert': './targets/xl-convert.mjs',
  'xenstore-frames': './targets/xenstore-frames.mjs',
  'store-guests': './targets/store-guests.mjs',
  'rpc-server': './targets/rpc-server.mjs',
  'rpc-client': './targets/rpc-client.mjs',
  'qmp-frames': './targets/qmp-frames.mjs',
  'agent-frames': './targets/agent-frames.mjs',
  uri: './targets/uri.mjs',
  'command-line': './targets/command-line.mjs',
  'qcow2-header': './targets/qcow2-header.mjs',
  'saved-image': './targets/saved-image.mjs',
  'kept-state': './targets/kept-state.mjs',
  'dhcp-leases': './targets/dhcp-leases.mjs',
}
