import type { ChildField, Field, ScalarField } from './fields.js'

export interface Row<F = Field<unknown>> {
  readonly key: string
  readonly field: F
}

/** An element's rows, compiled: which row takes each attribute and child, found in one step. */
export interface Layout {
  readonly name: string
  /** Written as start and end tag even when nothing is between them. */
  readonly open: boolean
  /** In output order. */
  readonly rows: readonly Row[]
  readonly attributes: ReadonlyMap<string, Row<ScalarField<unknown>>>
  readonly children: ReadonlyMap<string, Row<ChildField<unknown>>>
  readonly content: Row<ScalarField<unknown>> | undefined
  /** Attributes that belong to another row's value: units and counts. */
  readonly beside: ReadonlySet<string>
  /** Rows that a parse must end with. */
  readonly sure: readonly Row[]
}

export function layOut(
  name: string,
  fields: Readonly<Record<string, Field<unknown>>>,
  open: boolean,
): Layout {
  const rows = Object.entries(fields).map(([key, field]) => ({ key, field }))
  const scalars = rows.filter(isScalar)
  return {
    name,
    open,
    rows,
    attributes: byName(scalars.filter((row) => row.field.kind === 'attribute')),
    children: byName(rows.filter(isChild)),
    content: scalars.find((row) => row.field.kind === 'content'),
    beside: new Set(rows.flatMap(({ field }) => besideOf(field) ?? [])),
    sure: rows.filter(({ field }) => field.sure),
  }
}

function besideOf(field: Field<unknown>): string | undefined {
  return field.kind === 'child' ? field.count : field.value.unit?.attribute
}

function isScalar(row: Row): row is Row<ScalarField<unknown>> {
  return row.field.kind !== 'child'
}

function isChild(row: Row): row is Row<ChildField<unknown>> {
  return row.field.kind === 'child'
}

function byName<F extends Field<unknown>>(rows: readonly Row<F>[]): ReadonlyMap<string, Row<F>> {
  return new Map(rows.map((row) => [row.field.name, row]))
}
