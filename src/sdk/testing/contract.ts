import type { Test } from 'tap'
import type { AnyConnector } from '../connector.ts'
import type { Entity } from '../entity.ts'
import {
  offersItsParts,
  passesWithGoodCredential,
  refusesWrongCredential,
  tellsUnreachable,
} from './contract/checks.ts'
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
import { answersLookups } from './contract/lookups.ts'
import {
  keepsContentWhenSaved,
  mapsPurely,
  readsCollections,
  takesOddKeysForData,
  toleratesNewKeys,
} from './contract/mapping.ts'
import { type Put, practise, type Subject } from './contract/practice.ts'
import { summarisesTheLiving, summarisesWhatItImports } from './contract/summaries.ts'
import {
  marksAsItReads,
  sweepKeepsOrderStart,
  sweepMissesNothing,
  sweepSeesChanges,
  sweepsEverything,
} from './contract/sweep.ts'
import type { Scenario } from './practice-store.ts'

export interface Harness {
  readonly t: Test
  /** Leaves the rest out once a promise is broken. */
  readonly stopAtFailure?: boolean
}

/** What every connector promises, asked of a real local server. A connector that passes may be registered. */
export async function testConnector(connector: AnyConnector, scenario: Scenario, harness: Harness): Promise<void> {
  const put = { connector, scenario }
  const ofAll: Proofs = {
    'describes itself': async t => describesItself(t, connector),
    'passes its checks with a good credential': t => passesWithGoodCredential(t, put),
    'says that a credential is wrong, and where': t => refusesWrongCredential(t, put),
    'offers the parts that the store has': t => offersItsParts(t, put),
    'tells what cannot be reached from what is refused': t => tellsUnreachable(t, put),
    'tells the store’s time': t => tellsTheStoresTime(t, put),
  }
  const importing = (connector.entities as readonly Entity[]).filter(entity => entity.import)
  const ofEach = importing.map(entity => [entity.name, (t: Test) => prove(ofImport(put, entity), { ...harness, t })])
  await prove({ ...ofAll, ...Object.fromEntries(ofEach) }, harness)
}

type Proofs = Readonly<Record<string, (t: Test) => Promise<void>>>

async function prove(proofs: Proofs, { t, stopAtFailure }: Harness): Promise<void> {
  for (const [promise, proof] of Object.entries(proofs)) {
    await t.test(promise, proof)
    if (stopAtFailure && !t.passing()) return
  }
}

/** What is promised of one entity; each is proved with a fresh store. */
function ofImport(put: Put, entity: Entity): Proofs {
  const imports = entity.import!
  const open = async (t: Test): Promise<Subject> => ({ ...(await practise(t, put)), entity, imports })
  const promises = {
    ...always,
    ...(imports.incremental && incremental),
    ...(imports.startsAtOrderStart && fromOrderStart),
    ...(imports.sweep && swept),
    ...(imports.sweep && imports.startsAtOrderStart && sweptFromOrderStart),
    ...(entity.summarise && summarised),
  }
  const proofs = Object.entries(promises).map(([promise, proof]) => [
    promise,
    async (t: Test) => {
      const subject = await open(t)
      await proof(t, subject)
      t.strictSame(subject.store.sideEffects ?? [], [], 'nothing was sent or printed by reading')
    },
  ])
  return {
    ...Object.fromEntries(proofs),
    'stops when it is aborted': t => stopsWhenAborted(t, () => open(t)),
    'loses nothing to what happens meanwhile': t => losesNothingToEdits(t, open),
  }
}

type Promises = Readonly<Record<string, (t: Test, subject: Subject) => Promise<void>>>

const always: Promises = {
  'imports everything': importsEverything,
  'maps purely': mapsPurely,
  'keeps the content of what is saved': keepsContentWhenSaved,
  'reads on past short and empty pages': readsOnPastEmptyPages,
  'resumes where it stopped': resumes,
  'reads by id what it reads by page': fetchesAlike,
  'tells what is in the trash': tellsTrash,
  'tells what was erased': tellsErased,
  'lets new keys pass': toleratesNewKeys,
  'takes odd keys for data': takesOddKeysForData,
  'reads its collections': readsCollections,
  'answers its lookups': answersLookups,
  'outlives what passes': outlivesFaults,
  'tells what lasts': tellsFaults,
  'keeps secrets out of addresses': keepsSecretsOutOfAddresses,
}
const incremental: Promises = { 'imports what changed': importsWhatChanged }
const fromOrderStart: Promises = { 'keeps to Order Start': keepsOrderStart }
const swept: Promises = {
  'sweeps everything': sweepsEverything,
  'marks as it reads': marksAsItReads,
  'sees quiet changes in a sweep': sweepSeesChanges,
  'misses nothing in a sweep': sweepMissesNothing,
}
const sweptFromOrderStart: Promises = { 'sweeps from Order Start': sweepKeepsOrderStart }
const summarised: Promises = {
  'summarises what it imports': summarisesWhatItImports,
  'summarises what lives': summarisesTheLiving,
}
