import { machine } from './machine.mjs'

const head = ['bench', 'what', 'ours', 'other', 'ratio', 'quickest', 'goal', 'met', 'note']

/** How rows are printed; each is printed as soon as it is measured. */
export const format = {
  text: {
    begin: () => line(head),
    row: (row) => line(cellsOf(row)),
  },
  markdown: {
    begin: () => {
      console.log(`${machine()}\n`)
      tableLine(head)
      tableLine(head.map(() => '---'))
    },
    row: (row) => tableLine(cellsOf(row)),
  },
  json: {
    begin: () => undefined,
    row: (row) => console.log(JSON.stringify(row)),
  },
}

function cellsOf({ bench, row, ours, bare, ratio, quickest, goal, unit, skipped, note = '', ...figures }) {
  if (skipped) return [bench, row, `skipped: ${skipped}`, '', '', '', '', '', '']
  return [
    bench,
    row,
    amount(ours.median, unit),
    bare ? amount(bare.median, unit) : '',
    ratio ? `${round(ratio.median)} (${round(ratio.min)}-${round(ratio.max)})` : '',
    quickest ? String(round(quickest)) : '',
    goal ? aim(goal, { ours, unit, ...figures }) : '',
    goal ? (goal.met ? 'yes' : 'NO') : '',
    note,
  ]
}

const line = (cells) => console.log(cells.join('\t'))

const tableLine = (cells) =>
  console.log(`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)

const words = {
  ratio: ({ most }) => `ratio <= ${round(most)}`,
  ours: ({ most }, { unit }) => `<= ${amount(most, unit)}`,
  above: ({ most }, { above }) => `${duration(above.median)} above, <= ${duration(most)}`,
}

const aim = (goal, figures) => words[goal.of](goal, figures)

const round = (number) => Number(number.toPrecision(3))

/** What a row that counts something else than milliseconds names its `unit`. */
const amount = (number, unit) => (unit ? `${round(number)} ${unit}` : duration(number))

/** Milliseconds, in the unit that reads best. */
function duration(milliseconds) {
  if (milliseconds === undefined) return ''
  return Math.abs(milliseconds) < 1 ? `${round(milliseconds * 1000)} us` : `${round(milliseconds)} ms`
}
