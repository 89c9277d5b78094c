import type { Rule } from './rule.js'
import { absenceRules } from './rules/absence.js'
import { autostartRules } from './rules/autostart.js'
import { badArgumentRules } from './rules/bad-arguments.js'
import { blockRules } from './rules/blocks.js'
import { concurrencyRules } from './rules/concurrency.js'
import { connectionRules } from './rules/connection.js'
import { consoleRules } from './rules/console.js'
import { definitionRules } from './rules/definition.js'
import { deviceRules } from './rules/devices.js'
import { deviceTuningRules } from './rules/device-tuning.js'
import { eventRules } from './rules/events.js'
import { hostRules } from './rules/host.js'
import { hostFigureRules } from './rules/host-figures.js'
import { interruptionRules } from './rules/interruption.js'
import { jobInfoRules } from './rules/job-info.js'
import { jobRules } from './rules/jobs.js'
import { leakRules } from './rules/leaks.js'
import { lifecycleRules } from './rules/lifecycle.js'
import { listingRules } from './rules/listing.js'
import { lookupRules } from './rules/lookup.js'
import { lossRules } from './rules/loss.js'
import { managedSaveRules } from './rules/managed-save.js'
import { memoryRules } from './rules/memory.js'
import { migrationRules } from './rules/migration.js'
import { metadataRules } from './rules/metadata.js'
import { modelRules } from './rules/model.js'
import { networkRules } from './rules/networks.js'
import { readOnlyRules } from './rules/read-only.js'
import { schedulerRules } from './rules/scheduler.js'
import { shutdownModeRules } from './rules/shutdown-modes.js'
import { snapshotRules } from './rules/snapshots.js'
import { threadRules } from './rules/threads.js'
import { unknownRules } from './rules/unknown.js'
import { vcpuRules } from './rules/vcpus.js'
import { wrongStateRules } from './rules/wrong-state.js'

/** Every rule of the contract that can be shown from outside, once. */
export const rules: readonly Rule[] = [
  ...connectionRules,
  ...absenceRules,
  ...badArgumentRules,
  ...readOnlyRules,
  ...interruptionRules,
  ...hostRules,
  ...hostFigureRules,
  ...lookupRules,
  ...listingRules,
  ...unknownRules,
  ...wrongStateRules,
  ...definitionRules,
  ...lifecycleRules,
  ...shutdownModeRules,
  ...eventRules,
  ...memoryRules,
  ...vcpuRules,
  ...threadRules,
  ...schedulerRules,
  ...metadataRules,
  ...autostartRules,
  ...deviceRules,
  ...deviceTuningRules,
  ...jobRules,
  ...managedSaveRules,
  ...jobInfoRules,
  ...migrationRules,
  ...consoleRules,
  ...blockRules,
  ...networkRules,
  ...snapshotRules,
  ...concurrencyRules,
  ...modelRules,
  ...leakRules,
  ...lossRules,
]
