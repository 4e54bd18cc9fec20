import { z } from 'zod'
import { ConnectorError } from '../../src/sdk/index.ts'

export const PageInfo = z.looseObject({ hasNextPage: z.boolean(), endCursor: z.string().nullable() })
export type PageInfo = z.output<typeof PageInfo>

/**
 * The place after which a list goes on; null: it does not.
 * @throws ConnectorError contract, where it goes on and does not say where: whoever asked again would begin anew, for ever
 */
export function placeAfter({ hasNextPage, endCursor }: PageInfo): string | null {
  if (!hasNextPage) return null
  if (endCursor !== null) return endCursor
  throw new ConnectorError('contract', 'Shopify says that a list goes on, and not where.', {
    ...{ code: 'endless', remedy: 'Try again in a few minutes. If it stays, report this.' },
  })
}
