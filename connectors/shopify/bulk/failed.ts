/** The bulk operation came to nothing, or what came of it cannot be trusted. The message is for people. */
export class BulkFailed extends Error {
  override readonly name = 'BulkFailed'
}

export const fileGone = () => new BulkFailed('The file of Shopify’s bulk operation is no longer there.')

export const fileUnclear = () => new BulkFailed('The file of Shopify’s bulk operation cannot be understood.')
