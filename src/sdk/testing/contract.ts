import type { Test } from 'tap'
import type { AnyConnector } from '../connector.ts'
import type { Entity } from '../entity.ts'
import { passesWithGoodCredential, refusesWrongCredential, tellsUnreachable } from './contract/checks.ts'
import { tellsTheStoresTime } from './contract/clock.ts'
import { fetchesAlike, tellsErased, tellsTrash } from './contract/deletions.ts'
import { describesItself } from './contract/describes-itself.ts'
import { losesNothingToEdits } from './contract/edits.ts'
import { keepsSecretsOutOfAddresses, outlivesFaults, stopsWhenAborted, tellsFaults } from './contract/faults.ts'
import {
  importsEverything,
  importsWhatChanged,
  keepsOrderStart,
  readsOnPastEmptyPages,
  resumes,
} from './contract/imports.ts'
import { mapsPurely, readsCollections, toleratesNewKeys } from './contract/mapping.ts'
import { type Put, practise, type Subject } from './contract/practice.ts'
import { sweepKeepsOrderStart, sweepMissesNothing, sweepSeesChanges, sweepsEverything } from './contract/sweep.ts'
import type { Scenario } from './practice-store.ts'

/** What every connector promises, asked of a real local server. A connector that passes may be registered. */
export async function testConnector(connector: AnyConnector, scenario: Scenario, { t }: { t: Test }): Promise<void> {
  const put = { connector, scenario }
  await t.test('describes itself', async t => describesItself(t, connector))
  await t.test('passes its checks with a good credential', t => passesWithGoodCredential(t, put))
  await t.test('says that a credential is wrong, and where', t => refusesWrongCredential(t, put))
  await t.test('tells what cannot be reached from what is refused', t => tellsUnreachable(t, put))
  await t.test('tells the store’s time', t => tellsTheStoresTime(t, put))
  for (const entity of connector.entities as readonly Entity[]) {
    if (entity.import) await t.test(entity.name, t => testImport(t, put, entity))
  }
}

async function testImport(t: Test, put: Put, entity: Entity): Promise<void> {
  const imports = entity.import!
  const open = async (t: Test): Promise<Subject> => ({ ...(await practise(t, put)), entity, imports })
  const promises = { ...always, ...(imports.incremental && incremental) }
  const more = { ...(imports.startsAtOrderStart && fromOrderStart), ...(imports.sweep && swept) }
  for (const [promise, prove] of Object.entries({ ...promises, ...more })) {
    await t.test(promise, async t => prove(t, await open(t)))
  }
  await t.test('stops when it is aborted', t => stopsWhenAborted(t, () => open(t)))
  await t.test('loses nothing to what happens meanwhile', t => losesNothingToEdits(t, open))
  if (imports.sweep && imports.startsAtOrderStart) {
    await t.test('sweeps from Order Start', async t => sweepKeepsOrderStart(t, await open(t)))
  }
}

type Promises = Readonly<Record<string, (t: Test, subject: Subject) => Promise<void>>>

const always: Promises = {
  'imports everything': importsEverything,
  'reads on past short and empty pages': readsOnPastEmptyPages,
  'resumes where it stopped': resumes,
  'reads by id what it reads by page': fetchesAlike,
  'tells what is in the trash': tellsTrash,
  'tells what was erased': tellsErased,
  'maps purely': mapsPurely,
  'lets new keys pass': toleratesNewKeys,
  'reads its collections': readsCollections,
  'outlives what passes': outlivesFaults,
  'tells what lasts': tellsFaults,
  'keeps secrets out of addresses': keepsSecretsOutOfAddresses,
}
const incremental: Promises = { 'imports what changed': importsWhatChanged }
const fromOrderStart: Promises = { 'keeps to Order Start': keepsOrderStart }
const swept: Promises = {
  'sweeps everything': sweepsEverything,
  'sees quiet changes in a sweep': sweepSeesChanges,
  'misses nothing in a sweep': sweepMissesNothing,
}
