import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import path from 'node:path'
import t, { type Test } from 'tap'
import { addressOn } from '../../src/config/addresses.ts'
import { cli } from '../support/cli.ts'
import { prepare } from '../support/command.ts'
import { makeTestFolder } from '../support/database.ts'

t.setTimeout(300_000)

/** The program as an operator starts it, until it listens. Gives what it has said. */
async function start(t: Test, own: Record<string, string>): Promise<string> {
  const env = { ...process.env, KOPPLA_PORT: '0', KOPPLA_DATA: path.join(makeTestFolder(t), 'data'), ...own }
  const child = spawn(process.execPath, [cli, 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  t.teardown(async () => {
    child.kill('SIGTERM')
    await ended
  })
  let said = ''
  for await (const chunk of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    said += chunk
    if (said.includes('/api/docs')) break
  }
  child.stdout.resume()
  return said
}

t.test('what is to be opened in a browser is told as browsers reach it', async t => {
  const said = await start(t, { KOPPLA_PUBLIC_URL: 'https://koppla.example.com' })
  t.match(said, /^Set Koppla up with it in a browser: https:\/\/koppla\.example\.com$/m)
  t.match(said, /^Koppla listens at http:\/\/127\.0\.0\.1:\d+$/m)
  t.match(said, /^Documentation of the API: https:\/\/koppla\.example\.com\/api\/docs$/m)
  t.match(await start(t, {}), /^Set Koppla up with it in a browser: http:\/\/127\.0\.0\.1:\d+$/m, 'where it is none')
})

/** Undefined: this machine has no such address. */
async function findPort(host: string): Promise<string | undefined> {
  const server = createServer().listen(0, host)
  const found = await once(server, 'listening').then(
    () => String((server.address() as { port: number }).port),
    () => undefined,
  )
  server.close()
  return found
}

for (const host of ['0.0.0.0', '::'])
  t.test(`the command line finds its server, which listens on ${host}`, async t => {
    const port = await findPort(host)
    if (port === undefined) return t.comment(`this machine has no ${host}`)
    const place = { KOPPLA_HOST: host, KOPPLA_PORT: port, KOPPLA_DATA: path.join(makeTestFolder(t), 'data') }
    const said = await start(t, place)
    t.match(said, `Koppla listens at ${addressOn(host, Number(port))}`)
    const [, key = ''] = /^Admin key, shown this once: (\S+)$/m.exec(said) ?? []
    const asked = await prepare({ ...place, KOPPLA_API_KEY: key })(['keys', 'list'])
    t.match(asked, { code: 0, err: '' }, 'rather than open a database that is in use')
  })

t.test('what listens on all addresses is reached at one of them', async t => {
  const at = ['0.0.0.0', '::', '0:0:0:0:0:0:0:0', '::1', 'fe80::1', '10.0.0.7', 'erp.lan'].map(one =>
    addressOn(one, 80),
  )
  const names = ['127.0.0.1', '[::1]', '[::1]', '[::1]', '[fe80::1]', '10.0.0.7', 'erp.lan']
  t.strictSame(
    at,
    names.map(name => `http://${name}:80`),
  )
})
