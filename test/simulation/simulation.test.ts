import t from 'tap'
import { openTestDatabase, testOnDatabases } from '../support/database.ts'
import { playEpisode } from './episode.ts'
import { openGround } from './ground.ts'
import { tellStory } from './story.ts'

t.setTimeout(600_000)

const seeds = {
  woocommerce: { embedded: [1, 2], server: [4, 5] },
  magento: { embedded: [1], server: [2, 3] },
  shopify: { embedded: [1], server: [2, 3] },
  fortnox: { embedded: [1], server: [2, 3] },
}
const edits = 25

const name = 'whatever happens to the shop, the way to it and to us: nothing is lost, and nothing is told twice'
await testOnDatabases(t, name, async (t, db, { kind }) => {
  const ground = await openGround(db)
  t.teardown(() => ground.close())
  for (const [system, own] of Object.entries(seeds)) {
    for (const seed of own[kind]) {
      const { broken } = await playEpisode(ground, tellStory(seed, edits, { system }))
      const again = `npm run simulate -- --store ${system} --seed ${seed} --episodes 1 --edits ${edits}`
      t.strictSame(broken, [], `${system}, seed ${seed} (${again})`)
    }
  }
})

// A server lets two sessions wait for each other's locks, in its own time: there a seed may play a little differently.
t.test('the same seed plays the same (embedded)', async t => {
  const ground = await openGround((await openTestDatabase(t)).db)
  t.teardown(() => ground.close())
  const first = await playEpisode(ground, tellStory(9, edits))
  t.ok(first.steps > 100)
  t.ok(Object.keys(first.faults).length > 3)
  t.strictSame(await playEpisode(ground, tellStory(9, edits)), first, 'as many steps, the same faults')
})

const same = 'the same seed tells the same story'
t.test(same, async t => {
  t.strictSame(tellStory(12, 40), tellStory(12, 40))
  t.notSame(tellStory(12, 40), tellStory(13, 40))
})
