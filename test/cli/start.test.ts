import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import t, { type Test } from 'tap'
import { cli } from '../support/cli.ts'
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
