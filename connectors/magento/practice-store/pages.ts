import type { Answer } from '../../../src/sdk/testing/index.ts'

const html = {
  Server: 'nginx/1.22.1',
  'Content-Type': 'text/html; charset=UTF-8',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'SAMEORIGIN',
  'X-XSS-Protection': '1; mode=block',
}

const page = (status: number, title: string, main: string): Answer => ({
  status,
  headers: html,
  body: `<!doctype html>
<html xmlns="http://www.w3.org/1999/xhtml" >
<head>
    <title>${title}</title>
    <meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
    <meta name="robots" content="*"/>
    <link rel="stylesheet" href="css/styles.css" type="text/css" />
</head>
<body>
    <main class="page-main">
        ${main}
    </main>
</body>
</html>
`,
})

const WENT_WRONG = 'There has been an error processing your request'

/** Where an exception of Magento ends that no JSON can tell. */
export const showErrorPage = (): Answer =>
  page(
    500,
    WENT_WRONG,
    `<h1>${WENT_WRONG}</h1>
    <p><em>Exception printing is disabled by default for security reasons.</em></p>
    <p>Error log record number: 7a761c252de92545e503938ee7d974529a58ac3f3121c68bbb65ba43754033a4</p>`,
  )

/** `bin/magento maintenance:enable`: no JSON, whatever was asked for. */
export const showMaintenance = (): Answer =>
  page(
    503,
    'Error 503: Service Unavailable',
    `<h1>Service Temporarily Unavailable</h1>
<p>
    The server is temporarily unable to service your request due to maintenance downtime or capacity problems.
    Please try again later.
</p>`,
  )

export const showFrontPage = (status = 404): Answer => page(status, 'Ljusbutiken Test', '<h1>Whoops, our bad...</h1>')

/** A page of the web server itself. */
export const showServerPage = (status: number, title: string): Answer => ({
  status,
  headers: { Server: 'nginx/1.22.1', 'Content-Type': 'text/html' },
  body: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`,
})

/** `Magento_Version`, which many shops switch off: the release without its patch. */
export const showVersion = (version: string): Answer => ({
  status: 200,
  headers: { ...html, 'Content-Type': 'text/plain;charset=UTF-8' },
  body: `Magento/${version.split('.').slice(0, 2).join('.')} (Community)`,
})

/** What a service in front of the site shows to whom it takes for a machine. */
export const showFirewallPage = (): Answer => ({
  status: 403,
  headers: { Server: 'cloudflare', 'Content-Type': 'text/html; charset=UTF-8', 'CF-RAY': '8a1b2c3d4e5f6789-ARN' },
  body: '<!DOCTYPE html>\n<html lang="en-US"><head><title>Attention Required! | Cloudflare</title></head>\n<body><h1>Sorry, you have been blocked</h1></body>\n</html>\n',
})

/** Of the cache that most Magento shops stand behind. */
export const showVarnishPage = (): Answer => ({
  status: 503,
  headers: { Server: 'Varnish', 'Content-Type': 'text/html; charset=utf-8', 'Retry-After': '5', 'X-Varnish': '32770' },
  body: '<!DOCTYPE html>\n<html>\n  <head><title>503 Backend fetch failed</title></head>\n  <body>\n    <h1>Error 503 Backend fetch failed</h1>\n    <h3>Guru Meditation:</h3>\n    <p>XID: 32771</p>\n  </body>\n</html>\n',
})
