import { type HttpAnswer, impatient } from '../../../src/sdk/index.ts'
import { explainStatus } from '../explain.ts'
import { shopQuery } from '../queries.ts'
import { graphqlUrl } from '../version.ts'
import { originOf, passed, type Result, type ShopifyCheck, type ShopifySession } from './check.ts'

const doorAt = (session: ShopifySession): string => graphqlUrl(originOf(session), session.values.apiVersion)

/** What the shop says to somebody without a token: it keeps him out, and so says that it is there. */
const doorOf = (session: ShopifySession): Promise<HttpAnswer> =>
  session.once('door', () =>
    impatient(session.context).http.send({
      ...{ method: 'POST', url: doorAt(session), followRedirects: false },
      json: { query: shopQuery },
    }),
  )

export const shopCheck: ShopifyCheck = {
  id: 'reachable.shop',
  title: 'This is a Shopify shop, and it is open',
  field: 'apiUrl',
  run: async session => {
    const answer = await doorOf(session)
    if (answer.status === 401 || answer.status === 403) return passed(new URL(originOf(session)).host)
    throw explainStatus(answer) ?? noShop(answer.url)
  },
}

const noShop = (url: string) =>
  explainStatus({ status: 404, headers: {}, text: '', url, redirects: [], date: null, durationMs: 0 })!

const toleratedSeconds = 60

export const clockCheck: ShopifyCheck = {
  id: 'reachable.clock',
  title: 'Our clock is right',
  field: 'apiUrl',
  blocking: false,
  run: async session => {
    const { date } = await doorOf(session)
    if (date === null) return passed('not told')
    const seconds = Math.round((session.context.now().getTime() - Date.parse(date)) / 1000)
    return Math.abs(seconds) <= toleratedSeconds ? passed('within a minute of Shopify’s') : clockOff(seconds)
  },
}

/** Shopify’s clocks are right. */
const clockOff = (seconds: number): Result => ({
  status: 'warning',
  diagnosis: `The clock of this server is ${Math.abs(seconds)} seconds ${seconds > 0 ? 'ahead of' : 'behind'} Shopify’s.`,
  remedy: 'Nothing is lost by it, because we go by the shop’s clock. Have a time server set the clock of this one.',
  field: 'apiUrl',
})
