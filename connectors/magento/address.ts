/** Endings that people copy along with the address of their store. */
const endings = /\/(index\.php|rest|graphql|admin(_\w+)?|backend|customer|checkout)(\/.*)?$/i

/** The site's address, ending in a slash; https where no scheme is given. Text that is no address comes back as it is. */
export function siteAddress(typed: string): string {
  const text = typed.trim()
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`
  if (!URL.canParse(withScheme)) return text
  const url = new URL(withScheme)
  const path = url.pathname.replace(endings, '').replace(/\/+$/, '')
  return `${url.protocol}//${url.host}${path}/`
}

/** A whole address is cut to what is the site's; anything else stays as it was typed, to be named as what it is. */
export function pastedAddress(typed: string): string {
  const whole = /^https?:\/\/[^@]+$/i.test(typed.trim())
  return whole ? siteAddress(typed) : typed
}

/** What makes two addresses one store: host and folder, whatever the scheme, `www.` or the letters' case. */
export function identityOf(address: string): string {
  const { hostname, port, pathname } = new URL(address)
  const host = hostname.replace(/^www\./i, '') + (port === '' ? '' : `:${port}`)
  return (host + pathname.replace(/\/+$/, '')).toLowerCase()
}
