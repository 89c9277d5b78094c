import type { Codec } from '../codec/codec.js'
import { element, type Fields } from '../codec/element.js'
import { attribute, children, content, plains, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { text, yesNo } from '../codec/values.js'

/** Whether something can be had, and which words may then be said of it. */
export interface Choices extends Unknowns {
  readonly supported: boolean
  readonly enums?: readonly Choice[]
}

/** The words that an attribute may have: `bus` of a disk. */
export interface Choice extends Unknowns {
  readonly name: string
  readonly values?: readonly string[]
}

export interface LoaderChoices extends Choices {
  /** Paths of installed firmware. */
  readonly paths?: readonly string[]
}

export const choiceCodec: Codec<Choice> = element('enum', {
  name: required(attribute('name', text)),
  values: plains('value', content(text)),
})

export const choices: Fields<Omit<Choices, 'extra'>> = {
  supported: required(attribute('supported', yesNo)),
  enums: children(choiceCodec),
}

export function choicesCodec(name: string): Codec<Choices> {
  return element(name, choices)
}

export const loaderCodec: Codec<LoaderChoices> = element('loader', {
  paths: plains('value', content(text)),
  ...choices,
})
