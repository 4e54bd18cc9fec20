#!/usr/bin/env node
import { Command } from 'commander'
import { addConnections } from './cli/connections.ts'
import { addDemo } from './cli/demo.ts'
import { addDoctor } from './cli/doctor.ts'
import { exitCodes } from './cli/exit-codes.ts'
import { addKeys } from './cli/keys.ts'
import { addRecords } from './cli/records.ts'
import { addRun } from './cli/run.ts'
import { addSchedules } from './cli/schedules.ts'
import { openCommand } from './cli/session.ts'
import { addStart } from './cli/start.ts'
import { addVerify } from './cli/verify.ts'

const program = new Command('koppla')
  .description('Links an ERP back office to its external systems: complete, once, and verifiably so.')
  .option('--json', 'one JSON value on standard output, for scripts')
  .option('--server <address>', 'the Koppla server to talk to; default: the one that runs here, else none is needed')
  .addHelpText(
    'after',
    `
Exit codes: 0 done · 1 the answer is no (not green, run failed) · 2 what was typed cannot be used ·
            3 Koppla, its database or the key could not be had · 4 refused`,
  )
  .exitOverride(error => process.exit(error.exitCode === 0 ? exitCodes.ok : exitCodes.usage))

const open = openCommand(() => program.opts())
addStart(program)
addDemo(program)
for (const add of [addVerify, addConnections, addRun, addRecords, addKeys, addSchedules, addDoctor]) add(program, open)

await program.parseAsync()
