interface Leaf {
  readonly name: string
  readonly parent?: string | undefined
}

/** Parents above their children, as virsh draws them. */
export function formatTree(all: readonly Leaf[]): string {
  const known = new Set(all.map(({ name }) => name))
  const roots = all.filter(({ parent }) => parent === undefined || !known.has(parent))
  return roots.map(({ name }) => `${name}\n${branches(all, name, '', true)}`).join('')
}

function branches(all: readonly Leaf[], of: string, indent: string, last: boolean): string {
  const children = all.filter(({ parent }) => parent === of)
  if (children.length === 0) return last ? `${indent}\n` : ''
  const inner = `${indent}  `
  const drawn = children.map(({ name }, index) => {
    const isLast = index === children.length - 1
    return `${inner}+- ${name}\n${branches(all, name, `${inner}${isLast ? '  ' : '| '}`, isLast)}`
  })
  return `${inner}|\n${drawn.join('')}`
}
