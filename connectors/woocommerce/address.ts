/** Endings that people copy along with the address of their store. */
const endings = /\/(wp-admin|wp-login\.php|wp-json|wc-api|index\.php)(\/.*)?$/i

/**
 * The site's address, ending in a slash: without `/wp-admin`, `/wp-json/…`, query and fragment; https where no scheme
 * is given. Text that is no address is given back as it is, for the check of addresses to name.
 */
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
export function identityOf(home: string): string {
  const { hostname, port, pathname } = new URL(home)
  const host = hostname.replace(/^www\./i, '') + (port === '' ? '' : `:${port}`)
  return (host + pathname.replace(/\/+$/, '')).toLowerCase()
}
