import { z } from 'zod'
import { StoreFacts } from '../../src/sdk/index.ts'

/** How the key reaches WooCommerce: Basic header, query string (https only), or signed with OAuth 1.0a. */
export const Transport = z.enum(['header', 'query', 'oauth'])
export type Transport = z.output<typeof Transport>

export const Facts = StoreFacts.extend({
  /** `https://shop.example/wp-json/wc/v3/`, or `https://shop.example/?rest_route=/wc/v3/`: a route is appended to it. */
  apiRoot: z.string(),
  /** The store's own home address, as it writes it: signatures are made over it, whatever address was asked. */
  home: z.string(),
  /** WordPress's own address, which has `wp-admin` below it; absent where it was not asked for yet. */
  wordpress: z.string().optional(),
  transport: Transport,
  /** The scheme that PHP sees, which a proxy that ends TLS makes differ from ours. */
  oauthScheme: z.enum(['http', 'https']).default('https'),
  /** Where the signature goes: the query where the server drops the Authorization header. */
  oauthPlace: z.enum(['header', 'query']).default('header'),
  orderStorage: z.enum(['hpos', 'posts']),
  /** `/variations` lists every variation of the store (10.3 and later). */
  hasVariationsRoute: z.boolean(),
  /** `/orders/{id}/fulfillments` is switched on. */
  hasFulfillments: z.boolean(),
  wordpressVersion: z.string().nullable(),
})
export type Facts = z.output<typeof Facts>
