#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { addAlerts } from './cli/alerts.ts'
import { addAudit } from './cli/audit.ts'
import { addBackup } from './cli/backup.ts'
import { addBooks } from './cli/books.ts'
import { addBrake } from './cli/brake.ts'
import { addConnections } from './cli/connections.ts'
import { addDemo } from './cli/demo.ts'
import { addDoctor } from './cli/doctor.ts'
import { exitCodes } from './cli/exit-codes.ts'
import { addKeys } from './cli/keys.ts'
import { addMove } from './cli/move.ts'
import { createOutput } from './cli/output.ts'
import { addPlaces } from './cli/places.ts'
import { addRecords } from './cli/records.ts'
import { addRun } from './cli/run.ts'
import { addSchedules } from './cli/schedules.ts'
import { addSeal } from './cli/seal.ts'
import { openCommand, showError, UsageError } from './cli/session.ts'
import { addStart } from './cli/start.ts'
import { addStatus } from './cli/status.ts'
import { addUsers } from './cli/users.ts'
import { addVerify } from './cli/verify.ts'

/** What was typed could not be read, or not yet. */
const asksForJson = () => process.argv.includes('--json')

const program = new Command('koppla')
  .description('Links an ERP back office to its external systems: complete, once, and verifiably so.')
  .version(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version)
  .option('--json', 'one JSON value on standard output, for scripts')
  .option('--server <address>', 'the Koppla server to talk to; default: the one that runs here, else none is needed')
  .addHelpText(
    'after',
    `
Exit codes: 0 done · 1 the answer is no (not green, run failed, not complete) · 2 what was typed cannot be used ·
            3 Koppla, its database or the key could not be had · 4 refused`,
  )
  .configureOutput({ outputError: (words, write) => (asksForJson() ? undefined : write(words)) })
  .exitOverride(error => {
    if (error.exitCode === 0) process.exit(exitCodes.ok)
    if (asksForJson()) showError(createOutput({ json: true }), new UsageError(error.message.replace(/^error: /, '')))
    process.exit(exitCodes.usage)
  })

const open = openCommand(() => program.opts())
addStart(program)
addDemo(program)
addBackup(program)
addMove(program)
for (const add of [
  addVerify,
  addConnections,
  addPlaces,
  addRun,
  addBrake,
  addAlerts,
  addAudit,
  addRecords,
  addBooks,
  addUsers,
  addKeys,
  addSchedules,
  addStatus,
  addSeal,
])
  add(program, open)
addDoctor(
  program,
  openCommand(() => program.opts(), { asFound: true }),
)

await program.parseAsync()
