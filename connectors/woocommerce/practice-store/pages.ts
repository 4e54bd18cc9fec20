import type { Answer, Asked } from '../../../src/sdk/testing/index.ts'
import { apiOf } from './answer.ts'
import type { State } from './state.ts'

const html = { Server: 'nginx', 'Content-Type': 'text/html; charset=UTF-8' }

/** A page for people. Its `Link` header is where the API is found. */
export function showFrontPage(state: State, asked: Asked): Answer {
  const known = asked.path === '/' || asked.path === '/index.php' || state.plainPermalinks
  return {
    status: known ? 200 : 404,
    headers: { ...html, Link: `<${apiOf(state, asked)}/>; rel="https://api.w.org/"` },
    body: `<!DOCTYPE html>
<html lang="en-US">
<head>
\t<meta charset="UTF-8" />
\t<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name='robots' content='max-image-preview:large' />
<title>${state.name}</title>
</head>
<body class="home blog woocommerce-no-js"><h1>${state.name}</h1></body>
</html>
`,
  }
}

/** A bare page of nginx itself. */
export function showServerPage(status: number, title: string, text: readonly string[] = [title]): Answer {
  const [heading, ...rest] = text.map(one => `<center>${one}</center>`)
  const center = heading!.replace('<center>', '<center><h1>').replace('</center>', '</h1></center>')
  const all = [
    `<head><title>${title}</title></head>`,
    '<body>',
    center,
    ...rest,
    '<hr><center>nginx</center>',
    '</body>',
  ]
  return {
    status,
    headers: { Server: 'nginx', 'Content-Type': 'text/html' },
    body: ['<html>', ...all, '</html>', ''].join('\r\n'),
  }
}

/** The page that WordPress dies with. */
export function showDeathPage(page: { status: number; title: string; text: string; head: string }): Answer {
  return {
    status: page.status,
    headers: html,
    body: `<!DOCTYPE html>
<html ${page.head}>
<head>
\t<meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
\t<meta name="viewport" content="width=device-width, initial-scale=1.0">
\t<title>${page.title}</title>
</head>
<body id="error-page">
\t<div class="wp-die-message">${page.text}</div></body>
</html>
`,
  }
}

/** The form of `wp-login.php`, with 200 as WordPress gives it. */
export function showLoginPage(state: State): Answer {
  return {
    status: 200,
    headers: { ...html, 'X-Frame-Options': 'SAMEORIGIN' },
    body: `<!DOCTYPE html>
<html lang="en-US">
<head><title>Log In &lsaquo; ${state.name} &#8212; WordPress</title></head>
<body class="login no-js login-action-login wp-core-ui locale-en-us">
<form name="loginform" id="loginform" action="/wp-login.php" method="post"><input type="text" name="log" id="user_login" />
<input type="password" name="pwd" id="user_pass" /><input type="submit" name="wp-submit" value="Log In" /></form>
</body>
</html>
`,
  }
}

/** What a service in front of the site shows to whom it takes for a machine. */
export function showFirewallPage(): Answer {
  return {
    status: 403,
    headers: { Server: 'cloudflare', 'Content-Type': 'text/html; charset=UTF-8', 'CF-RAY': '8a1b2c3d4e5f6789-ARN' },
    body: `<!DOCTYPE html>
<html lang="en-US"><head><title>Attention Required! | Cloudflare</title></head>
<body><h1>Sorry, you have been blocked</h1><p>This website is using a security service to protect itself from online attacks.</p></body>
</html>
`,
  }
}
