/** `2/A/17`, by which an invoice names what it was booked by, as a person says it: `A 17`. Else as it is. */
export const voucherName = (externalId: string): string => externalId.replace(/^[^/]+\/([^/]+)\/([^/]+)$/, '$1 $2')
