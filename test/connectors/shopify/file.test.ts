import t from 'tap'
import { BulkFailed } from '../../../connectors/shopify/bulk/failed.ts'
import { readParts } from '../../../connectors/shopify/bulk/file.ts'
import { startPracticeServer } from '../../../src/sdk/testing/index.ts'
import { openShop } from './open-shop.ts'

t.setTimeout(300_000)

t.test('a part of a file from another place than was asked for is not taken', async t => {
  const body = '{"id":"gid://shopify/Product/1"}\n'
  const range = (start: number) => `bytes ${start}-${start + body.length - 1}/${start + body.length}`
  let start = 100
  const { baseUrl, close } = await startPracticeServer(() => ({
    ...{ status: 206, headers: { 'content-range': range(start) }, body },
  }))
  t.teardown(close)
  const { client } = await openShop(t)
  t.match(await readParts(client(), baseUrl, 100).next(), { value: { isLast: true } })
  start = 0
  await t.rejects(readParts(client(), baseUrl, 100).next(), BulkFailed)
})
