/** How rows are printed; each is printed as soon as it is measured. */
export const format = {
  text: {
    begin: () => line(['bench', 'what', 'ours', 'bare', 'ratio', 'goal', 'met', 'note']),
    row: ({ bench, row, ours, bare, ratio, goal, unit, skipped, note = '', ...figures }) =>
      skipped
        ? line([bench, row, `skipped: ${skipped}`, '', '', '', '', ''])
        : line([
            bench,
            row,
            amount(ours.median, unit),
            duration(bare?.median),
            ratio ? `${round(ratio.median)} (${round(ratio.min)}-${round(ratio.max)})` : '',
            goal ? aim(goal, { ours, unit, ...figures }) : '',
            goal ? (goal.met ? 'yes' : 'NO') : '',
            note,
          ]),
  },
  json: {
    begin: () => undefined,
    row: (row) => console.log(JSON.stringify(row)),
  },
}

const line = (cells) => console.log(cells.join('\t'))

const words = {
  ratio: ({ most }) => `ratio <= ${most}`,
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
