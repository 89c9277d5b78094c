/** The door for tests of drivers: the conformance kit. */
export { describeDriver } from './testing/describe-driver.js'
export type { DriverHarness, DriverLimits, Runner } from './testing/harness.js'
export { runRules } from './testing/run-rules.js'
export type { RuleResult } from './testing/run-rules.js'
