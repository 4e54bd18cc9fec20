/** Each lets an integration read and write; none lets it only read. */
export const scopes = [
  ...(['companyinformation', 'settings', 'article', 'customer', 'order', 'invoice', 'payment'] as const),
  ...(['bookkeeping', 'currency', 'costcenter', 'project'] as const),
] as const

export type Scope = (typeof scopes)[number]
