/**
 * Why each runtime dependency is there, who keeps it up, and what it is fed. Written by whoever has looked.
 * @type {Readonly<Record<string, string>>}
 */
export const reviewed = {
  xml2js: `Reads XML: its strict parser (\`lib/parser.js\`) drives \`sax\`, behind one module of the core, and gets our bounds on size,
depth, entities and control characters first. Its builder is never loaded. 0.6.0 exactly: 0.6.1 and 0.6.2, the newest, parse alike
and carry a bundle of 3.3 MB. Finished rather than lively: one author, many contributors. CVE-2023-0842 (prototype pollution) was
mended in 0.5.0, and lay in a part that we do not use: our tree is built from the events of \`sax\`.`,
  sax: `The tokenizer below \`xml2js\`, and the part that sees every byte of a description. The newest version, by the author of npm, with
many contributors; no dependencies. It is what \`tools/fuzz\` hits first with \`xml-parse\`.`,
  xmlbuilder: `\`xml2js\` names it as a dependency for its builder. Installed, and never loaded: we write libvirt's own text style. Version 11
is four major versions old, for that is what \`xml2js\` asks for.`,
  undici: `HTTP over unix sockets and TCP with timeouts that hold, for \`xend\` alone, whose answers it reads. Kept by the Node project, which
ships it inside Node, with releases all year. Version 7, for version 8 asks for Node 22.19.`,
  koffi: `\`ioctl\`, \`mmap\` and \`munmap\` of the C library for Xen's hypercalls, which Node has not, in \`driver-hypervisor\` alone: who has no Xen
does not install it. The newest version, of one author with many releases. Its install script builds it where no binary fits; the
script is not needed where one does, and this workspace never runs it.`,
  '@koromix/koffi-*': `koffi's binary for the platform, chosen by npm through \`optionalDependencies\`; from the same author and release. The only native
code that any of our packages brings.`,
}
