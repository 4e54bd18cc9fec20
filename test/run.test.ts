import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What `npm test` says of one test file. No test of Koppla, so it needs no database. */
function runTests({ teardown }: Pick<typeof t, 'teardown'>, body: string): { code: number | null; output: string } {
  const folder = fs.mkdtempSync(path.join(root, 'test', 'run-'))
  teardown(() => fs.rmSync(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'one.test.ts')
  fs.writeFileSync(file, `import fs from 'node:fs'\nimport t from 'tap'\n${body}`)
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('TAP') && !name.startsWith('_TAPJS'))
  const env = { ...Object.fromEntries(own), TEST_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }
  for (let tries = 1; ; tries++) {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['test/run.ts', file], {
      ...{ cwd: root, env, encoding: 'utf8' },
    })
    // It keeps notes in a folder that it first empties, which the run that this test is part of may write to just then.
    const hasBegun = !stdout.endsWith('0 passed, 0 failed\n')
    if (hasBegun || tries === 3) return { code: status, output: `${stdout}${stderr}` }
  }
}

t.test('a file in which Node itself crashed is run once more, and that counts', async t => {
  const crashOnce = `const seen = new URL('seen', import.meta.url)
if (!fs.existsSync(seen)) { fs.writeFileSync(seen, ''); process.kill(process.pid, 'SIGSEGV') }
t.equal(1, 1)`
  const { code, output } = runTests(t, crashOnce)
  t.match(output, /Node itself crashed[\s\S]+1 passed, 0 failed/)
  t.equal(code, 0)
})

t.test('one that crashes again has failed', async t => {
  const { code, output } = runTests(t, `process.kill(process.pid, 'SIGSEGV'); t.equal(1, 1)`)
  t.match(output, /0 passed, 1 failed/)
  t.equal(code, 1)
})

t.test('one that fails has failed, and is not run again', async t => {
  const { code, output } = runTests(t, 't.equal(1, 2)')
  t.match(output, /0 passed, 1 failed/)
  t.notMatch(output, /Once more/)
  t.equal(code, 1)
})
