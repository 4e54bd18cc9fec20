import t from 'tap'
import { createPoints, remembered, rowsThatFit } from '../../../connectors/shopify/points.ts'

const throttleStatus = { maximumAvailable: 2_000, currentlyAvailable: 200, restoreRate: 100 }

t.test('room is kept for the dearest request of late, and not for ever', t => {
  const { waitMs } = createPoints()
  t.equal(waitMs({ requestedQueryCost: 700, throttleStatus }), 12_000)
  for (let n = 1; n < remembered; n++) t.equal(waitMs({ requestedQueryCost: 10, throttleStatus }), 12_000)
  t.equal(waitMs({ requestedQueryCost: 10, throttleStatus }), 0)
  t.end()
})

t.test('a page has as many rows as a request may cost, and as the bucket holds twice', t => {
  t.equal(rowsThatFit({ requestedQueryCost: 500, throttleStatus }, 25), 50)
  t.equal(
    rowsThatFit({ requestedQueryCost: 500, throttleStatus: { ...throttleStatus, maximumAvailable: 1_000 } }, 25),
    25,
  )
  t.equal(
    rowsThatFit({ requestedQueryCost: 900, throttleStatus: { ...throttleStatus, maximumAvailable: 20_000 } }, 90),
    100,
  )
  t.equal(rowsThatFit({ requestedQueryCost: 5_000, throttleStatus }, 2), 1)
  t.end()
})
