import { readFileSync } from 'node:fs'
import { failuresOf, strayFailures } from './lib/failures.mjs'
import { testInLanes } from './lib/lanes.mjs'
import { projectFiles } from './lib/projects.mjs'
import { root } from './lib/root.mjs'
import { build, installDependencies } from './lib/setup.mjs'

installDependencies()
build()
const green = await testInLanes()

const total = { passed: 0, failed: 0, skipped: 0 }
for (const path of projectFiles('.reports/vitest.json')) {
  const report = JSON.parse(readFileSync(root + path, 'utf8'))
  const stray = JSON.parse(readFileSync(root + path.replace('vitest.json', 'stray.json'), 'utf8'))
  const failures = [...failuresOf(report), ...strayFailures(path, stray)]
  for (const failure of failures) console.log(`\n${failure}`)
  total.passed += report.numPassedTests
  total.failed += failures.length
  total.skipped += report.numPendingTests + report.numTodoTests
}
if (!green && total.failed === 0) total.failed = 1
process.exitCode = green && total.failed === 0 ? 0 : 1
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
