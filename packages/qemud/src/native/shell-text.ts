/** A command as text for a shell: each variable, the program, and each option with its value on a line of its own. */
export function shellText(environment: Readonly<Record<string, string>>, command: readonly string[]): string {
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${quoted(value)}`)
  const lines: string[] = []
  command.forEach((word, at) => {
    const isValue = at > 1 && !word.startsWith('-') && command[at - 1]?.startsWith('-') === true
    if (isValue) lines.push(`${lines.pop() ?? ''} ${quoted(word)}`)
    else lines.push(quoted(word))
  })
  return `${[...variables, ...lines].join(' \\\n')}\n`
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
