import t from 'tap'
import { testOnDatabases } from '../support/database.ts'
import { playEpisode } from './episode.ts'
import { openGround } from './ground.ts'
import { tellStory } from './story.ts'

t.setTimeout(600_000)

const seeds = { embedded: [1, 2, 3], server: [4, 5, 6, 7] }
const edits = 25

const name = 'whatever happens to the shop, the way to it and to us: nothing is lost, and nothing is told twice'
await testOnDatabases(t, name, async (t, db, { kind }) => {
  const ground = await openGround(db)
  t.teardown(() => ground.close())
  for (const seed of seeds[kind]) {
    const { broken } = await playEpisode(ground, tellStory(seed, edits))
    t.strictSame(broken, [], `seed ${seed} (npm run simulate -- --seed ${seed} --episodes 1 --edits ${edits})`)
  }
})

const same = 'the same seed tells the same story'
t.test(same, async t => {
  t.strictSame(tellStory(12, 40), tellStory(12, 40))
  t.notSame(tellStory(12, 40), tellStory(13, 40))
})
