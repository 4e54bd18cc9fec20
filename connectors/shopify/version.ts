import { z } from 'zod'

/** The version of the API that all our queries are held to. */
export const apiVersion = '2026-10'

/** They come out every quarter. */
export const ApiVersion = z
  .string()
  .trim()
  .regex(/^\d{4}-(01|04|07|10)$/, `Enter a version as Shopify writes it: ${apiVersion}.`)

export const graphqlUrl = (origin: string, version = apiVersion): string =>
  `${origin}/admin/api/${version}/graphql.json`

/** The version that an address is of. */
export const versionIn = (url: string): string | undefined => /\/admin\/api\/([\w-]+)\//.exec(url)?.[1]
