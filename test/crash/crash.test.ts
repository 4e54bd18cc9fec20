import t from 'tap'
import { kinds } from '../bench/database.ts'
import { play } from './play.ts'

t.setTimeout(600_000)
t.jobs = 2

const how = { kills: 3, births: 1, calmAfter: 4, editMs: 40, ticks: false, shops: 2, orders: 150, seed: 7 }

for (const kind of kinds) {
  t.test(
    `killed with -9 again and again, nothing is lost and nobody has to do anything (${kind})`,
    { buffered: true },
    async t => {
      const figures = await play(kind, how)
      t.strictSame(figures.broken, [], `npm run crash -- --kills ${how.kills} --shops ${how.shops} --seed ${how.seed}`)
      t.ok(figures.inRun >= how.kills, 'it was killed in the middle of imports')
      t.ok(figures.records > how.shops * how.orders, 'all was compared')
    },
  )
}
