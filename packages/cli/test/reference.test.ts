import { expect, it } from 'vitest'
import { type Group, groups } from '../src/commands/catalogue.js'
import { commandHelp } from '../src/shell/help-text.js'

const head = `# Commands

What \`virt help COMMAND\` prints, for every command. Generated from their definitions: \`npx vitest run test/reference.test.ts -u\`.
`

async function section({ name, commands }: Group): Promise<string> {
  const loaded = await Promise.all(Object.values(commands).map((load) => load()))
  const pages = loaded
    .filter(({ hidden }) => !hidden)
    .map((each) => `### ${each.name}\n\n\`\`\`\n${commandHelp(each).trimEnd()}\n\`\`\`\n`)
  return `## ${name}\n\n${pages.join('\n')}`
}

it('COMMANDS.md is what the definitions say', async () => {
  const sections = await Promise.all(groups.map(section))
  await expect([head, ...sections].join('\n')).toMatchFileSnapshot('../COMMANDS.md')
})
