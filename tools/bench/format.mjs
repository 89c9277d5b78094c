/** How rows are printed; each is printed as soon as it is measured. */
export const format = {
  text: {
    begin: () => line(['bench', 'what', 'ours', 'bare', 'ratio', 'goal', 'met']),
    row: ({ bench, row, ours, bare, ratio, goal, skipped, ...figures }) =>
      skipped
        ? line([bench, row, `skipped: ${skipped}`, '', '', '', ''])
        : line([
            bench,
            row,
            duration(ours.median),
            duration(bare?.median),
            ratio ? `${round(ratio.median)} (${round(ratio.min)}-${round(ratio.max)})` : '',
            goal ? aim(goal, { ours, ...figures }) : '',
            goal ? (goal.met ? 'yes' : 'NO') : '',
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
  ours: ({ most }) => `<= ${duration(most)}`,
  above: ({ most }, { above }) => `${duration(above.median)} above, <= ${duration(most)}`,
}

const aim = (goal, figures) => words[goal.of](goal, figures)

const round = (number) => Number(number.toPrecision(3))

/** Milliseconds, in the unit that reads best. */
function duration(milliseconds) {
  if (milliseconds === undefined) return ''
  return Math.abs(milliseconds) < 1 ? `${round(milliseconds * 1000)} us` : `${round(milliseconds)} ms`
}
