import { readFileSync } from 'node:fs'

/** A page of docs/, and the code that it shows by the names that its blocks have. */
export class Page {
  readonly text: string

  constructor(name: string) {
    this.text = readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8')
  }

  /** The block whose fence says this file name. */
  block(name: string): string {
    const found = new RegExp(`^\`\`\`\\w+ ${name}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(this.text)
    if (!found?.[1]) throw new Error(`the page shows no ${name}`)
    return found[1]
  }
}

export const lines = (text: string): number => text.trimEnd().split('\n').length
