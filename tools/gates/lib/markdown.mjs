/**
 * The links of a Markdown page, code left out.
 * @param {string} page
 * @returns {string[]}
 */
export function links(page) {
  const prose = page.replaceAll(/^(```+)[\s\S]*?^\1/gm, '').replaceAll(/`[^`\n]*`/g, '`')
  return [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)].map(([, target]) => target ?? '')
}

/**
 * The anchors of a Markdown page, as GitHub makes them of its headings.
 * @param {string} page
 * @returns {Set<string>}
 */
export function anchors(page) {
  const headings = page.replaceAll(/^(```+)[\s\S]*?^\1/gm, '').matchAll(/^#{1,6} +(.+?) *#*$/gm)
  const seen = new Map()
  return new Set(
    [...headings].map(([, heading]) => {
      const slug = slugOf(heading ?? '')
      const count = seen.get(slug) ?? 0
      seen.set(slug, count + 1)
      return count === 0 ? slug : `${slug}-${count}`
    }),
  )
}

/** @param {string} heading */
function slugOf(heading) {
  return heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-')
}

/**
 * The fenced blocks of a Markdown page.
 * @param {string} page
 * @returns {{language: string, text: string}[]}
 */
export function codeBlocks(page) {
  return [...page.matchAll(/^```(\w*)[^\n]*\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({
    language: language ?? '',
    text: text ?? '',
  }))
}
