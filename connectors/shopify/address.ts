/** `ljusbutiken`, as it stands before `.myshopify.com`. */
const shopName = '[a-z0-9][a-z0-9-]*'
const patterns: readonly RegExp[] = [
  new RegExp(`^(?:https?://)?admin\\.shopify\\.com/store/(${shopName})(?:[/?#].*)?$`, 'i'),
  new RegExp(`^(?:https?://)?(${shopName})\\.myshopify\\.com(?:[/?#].*)?$`, 'i'),
  new RegExp(`^(${shopName})$`, 'i'),
]

/**
 * Where the shop's API is, without a slash at the end, whatever people paste: the shop's name, its `myshopify.com` address,
 * or a page of its admin. Any other address is cut to its origin; text that is none comes back as it is.
 */
export function shopOrigin(typed: string): string {
  const text = typed.trim()
  const name = patterns.map(pattern => pattern.exec(text)?.[1]).find(found => found !== undefined)
  if (name !== undefined) return `https://${name.toLowerCase()}.myshopify.com`
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text).origin : text
}
