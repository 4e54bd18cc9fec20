import t from 'tap'
import { createPoints, remembered } from '../../../connectors/shopify/points.ts'

const throttleStatus = { maximumAvailable: 2_000, currentlyAvailable: 200, restoreRate: 100 }

t.test('room is kept for the dearest request of late, and not for ever', t => {
  const { waitMs } = createPoints()
  t.equal(waitMs({ requestedQueryCost: 700, throttleStatus }), 12_000)
  for (let n = 1; n < remembered; n++) t.equal(waitMs({ requestedQueryCost: 10, throttleStatus }), 12_000)
  t.equal(waitMs({ requestedQueryCost: 10, throttleStatus }), 0)
  t.end()
})
