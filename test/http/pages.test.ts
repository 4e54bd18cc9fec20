import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { startApi } from '../support/api.ts'
import { makeTestFolder, openTestDatabase } from '../support/database.ts'

/** As the build leaves it. */
function buildPages(t: Test): string {
  const folder = makeTestFolder(t)
  mkdirSync(path.join(folder, 'assets'))
  const script = 'console.log("the interface")'
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Koppla</title>')
  writeFileSync(path.join(folder, 'mark.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  writeFileSync(path.join(folder, 'assets', 'main-a1b2c3.js'), script)
  writeFileSync(path.join(folder, 'assets', 'main-a1b2c3.js.gz'), gzipSync(script))
  return folder
}

const page = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

t.test('the web interface is served beside the API', async t => {
  const { db } = await openTestDatabase(t)
  const { ask, baseUrl } = await startApi(t, db, { pagesDir: buildPages(t) })
  const get = (path: string, headers = {}) => ask('GET', `/${path}`, { as: null, headers })

  await t.test('every address that is no file is a page', async t => {
    for (const path of ['/', '/connections', '/orders/6f1c1a52?tab=lines', '/products/A.12']) {
      const answer = await get(path, page)
      t.match(answer, { status: 200, text: /<title>Koppla/ }, path)
      t.match(answer.headers.get('content-type'), 'text/html')
      t.equal(answer.headers.get('cache-control'), 'no-cache')
    }
    t.equal((await get('/connections')).status, 404, 'but for programs')
    t.equal((await ask('POST', '//connections', { as: null, headers: page })).status, 404)
  })

  await t.test('pages run our scripts only, and are framed by nobody', async t => {
    const { headers } = await get('/', page)
    const policy = headers.get('content-security-policy') ?? ''
    t.match(policy, /default-src 'none'; script-src 'self'; /)
    t.match(policy, /frame-ancestors 'none'/)
    t.notMatch(policy, /script-src[^;]*unsafe|https?:|\*/)
    t.match(Object.fromEntries(headers), {
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    })
  })

  await t.test('what is named by its content is kept for ever, compressed where it can be', async t => {
    const script = await get('/assets/main-a1b2c3.js')
    t.match(script, { status: 200, text: /the interface/ })
    t.match(script.headers.get('content-type'), 'javascript')
    t.match(script.headers.get('cache-control'), 'immutable')
    t.equal(
      (await get('/assets/main-a1b2c3.js', { 'accept-encoding': 'gzip' })).headers.get('content-encoding'),
      'gzip',
    )
    t.equal((await get('/mark.svg')).headers.get('cache-control'), 'no-cache')
  })

  await t.test('files that are missing or outside are not there', async t => {
    for (const path of ['/assets/gone.js', '/assets', '/assets/..%2f..%2fpackage.json', '/.env'])
      t.match(await get(path), { status: 404, body: { title: 'Not Found' } }, path)
    t.equal((await get('/assets/gone.js', page)).status, 404)
  })

  await t.test('no way of writing a path leads out of the folders that are served', t => testPaths(t, baseUrl))

  await t.test('the API and its reading page stay as they are', async t => {
    t.match(await get('/api/nothing', page), { status: 404, body: { title: 'Not Found' } })
    t.match(await get('/api/v1/me', page), { status: 401 })
    const docs = await get('/api/docs', page)
    t.match(docs, { status: 200, text: /Koppla API/ })
    t.equal(docs.headers.get('cache-control'), 'no-store')
    for (const [, file] of docs.text.matchAll(/(?:src|href)="\.?([^"]+\.(?:js|css))"/g)) {
      const answer = await get(new URL(file!, 'http://a/api/docs/').pathname)
      t.equal(answer.status, 200, file!)
      t.match(answer.headers.get('cache-control'), /^(no-store|public, max-age=0)$/, 'not used without being asked for')
    }
    t.match(await get('/healthz', page), { status: 200, body: { status: 'alive' } })
  })
})

const up = [
  ...['..', '%2e%2e', '.%2e', '%2e.', '%252e%252e', '..%00', '..;', '．．', '%c0%ae%c0%ae', '%u002e%u002e', '....'],
]
const slashes = ['/', '%2f', '%252f', '\\', '%5c', '%255c', '//', '%c0%af', '%2f%2f', '/./', '%00/']
const below = ['', 'assets/', 'api/docs/static/', 'api/docs/', 'assets%2f']

/** As it is written: a client that mends the path first would try nothing. */
async function testPaths(t: Test, baseUrl: string): Promise<void> {
  const { hostname, port } = new URL(baseUrl)
  let count = 0
  const led: string[] = []
  for (const start of below)
    for (const dots of up)
      for (const slash of slashes)
        for (const target of ['package.json', `etc${slash}passwd`]) {
          const path = `/${start}${(dots + slash).repeat(6)}${target}`
          const asked = request({ hostname, port, path: Buffer.from(path).toString('latin1'), agent: false })
          asked.end()
          const [answer] = (await once(asked, 'response')) as [IncomingMessage]
          const body = await text(answer)
          if (answer.statusCode! < 400 || /root:|"dependencies"/.test(body)) led.push(`${path}: ${answer.statusCode}`)
          if (answer.statusCode! >= 500) led.push(`${path}: ${answer.statusCode}`)
          count++
        }
  t.strictSame(led, [])
  t.comment(`${count} paths refused`)
}

t.test('an interface that was not built says how to build it', async t => {
  const { db } = await openTestDatabase(t)
  const { ask } = await startApi(t, db, { pagesDir: makeTestFolder(t) })
  const answer = await ask('GET', '//', { as: null, headers: page })
  t.match(answer, { status: 503, text: /npm run postinstall[\s\S]*\/api\/docs/ })
  t.equal((await ask('GET', '//', { as: null })).status, 404)
})
