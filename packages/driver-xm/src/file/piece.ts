import type { ConfigValue } from './value.js'

/** A run of the file's text. All pieces together are the file. */
export interface Piece {
  readonly text: string
  readonly statement?: Statement
  /** What follows the `#`, to the end of the line. */
  readonly comment?: string
}

export interface Statement {
  readonly key: string
  readonly operator: '=' | '+='
  readonly value: ConfigValue
  /** Where in the piece's text the operator begins and the value ends. */
  readonly from: number
  readonly to: number
}
