import t from 'tap'
import { testOnDatabases } from '../support/database.ts'
import { playEpisode } from './episode.ts'
import { openGround } from './ground.ts'
import { mutants } from './mutants/index.ts'
import { judgeMutant, optionsOf } from './mutants/judge.ts'
import { tellStory } from './story.ts'

t.setTimeout(600_000)
t.jobs = 2

/** Those that are found out soonest. All of them: `npm run simulate -- --mutants`. */
const soonest = mutants.filter(({ name }) =>
  [
    'the events are told in a transaction of their own',
    'an unchanged record is told all the same',
    'a time with a zone letter is sent as GMT',
    'pages are counted over a list sorted by modification time',
    'no overlap of windows',
    'a window is closed at its first page',
    'a page that could not be written is passed over',
    'a run that broke off is a success',
    'the trash is not read',
    'the brake is not looked at',
    'the rest of a second is passed over at the end of a page',
    'the fingerprint of a product is its modification time',
  ].includes(name),
)

for (const mutant of soonest)
  t.test(`the simulator finds out that ${mutant.name}`, { buffered: true }, async t => {
    const { caught, told } = await judgeMutant(mutant, optionsOf(mutant.caughtBy))
    t.ok(caught, caught ? 'found out' : told)
  })

await testOnDatabases(t, 'the engine as it is comes through the same stories', async (t, db) => {
  const ground = await openGround(db)
  t.teardown(() => ground.close())
  for (const { caughtBy, name } of soonest) {
    const { broken } = await playEpisode(ground, tellStory(caughtBy.seed, caughtBy.edits, caughtBy))
    t.strictSame(broken, [], name)
  }
})
