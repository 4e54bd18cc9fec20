import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'

/** The page that a browser ends at when it comes back from a system's own page. */
export interface ReturnPage {
  readonly status: number
  readonly language: string
  /** Told to the form, which asks for the rest; absent: there is nothing to tell. */
  readonly id?: string
  /** Nothing is left to be read: the window closes by itself, where the browser lets it. */
  readonly done?: boolean
  readonly title: string
  readonly lines: readonly string[]
}

/** The address holds a code and a state: they are taken out of what the browser remembers. */
const script = `history.replaceState(null, '', location.pathname)
const { id, done } = document.body.dataset
if (id) new BroadcastChannel('koppla.authorizations').postMessage(id)
if (done) window.close()
`
const style = `body { font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 4rem auto; padding: 0 1rem }
h1 { font-size: 1.25rem }
:root { color-scheme: light dark }
`

const allow = (content: string) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`

const pagePolicy = [
  "default-src 'none'",
  `script-src ${allow(script)}`,
  `style-src ${allow(style)}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export function sendReturnPage(reply: FastifyReply, page: ReturnPage): FastifyReply {
  return reply
    .code(page.status)
    .header('content-security-policy', pagePolicy)
    .type('text/html; charset=utf-8')
    .send(writePage(page))
}

const writePage = ({ language, id, done, title, lines }: ReturnPage): string => `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Koppla</title>
<style>${style}</style>
<body${id === undefined ? '' : ` data-id="${escapeHtml(id)}"`}${done ? ' data-done="true"' : ''}>
<main>
<div role="${done ? 'status' : 'alert'}">
<h1>${escapeHtml(title)}</h1>
${lines.map(line => `<p>${escapeHtml(line)}</p>`).join('\n')}
</div>
</main>
<script>${script}</script>
</body>
</html>
`

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Some of it is what the other system says. */
const escapeHtml = (text: string): string => text.replaceAll(/[&<>"]/g, one => entities[one]!)
