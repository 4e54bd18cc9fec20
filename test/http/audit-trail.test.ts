import t, { type Test } from 'tap'
import type { Database } from '../../src/db.ts'
import { en } from '../../src/ui/texts/en.ts'
import { readBooks } from '../support/all-tables.ts'
import { admin, openBrowser } from '../support/browser.ts'
import { openTestDatabase } from '../support/database.ts'
import { routeChanges, type Step } from '../support/route-changes.ts'
import { type Stage, startStage } from '../support/route-stage.ts'

t.setTimeout(600_000)

async function readEntries({ pool }: Database, after: string) {
  const { rows } = await pool.query(
    'SELECT actor, via, actor_id AS "actorId", action, address FROM audit_entries WHERE id > $1 ORDER BY id',
    [after],
  )
  return rows
}

const readLast = async ({ pool }: Database): Promise<string> =>
  (await pool.query('SELECT coalesce(max(id), 0)::text AS id FROM audit_entries')).rows[0].id

/** Asks as the step says, and keeps what later steps need. */
async function take(stage: Stage, { route, id, keeps, body, path, elsewhere }: Step) {
  const [method = '', pattern = ''] = route.split(' ')
  const places: Record<string, string | undefined> = { id: stage.kept.get(id ?? ''), entity: 'orders' }
  const filled = pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => places[name] ?? 'none')
  const sent = typeof body === 'function' ? await body(stage) : (body ?? (method === 'GET' ? undefined : {}))
  const where = path === undefined ? filled : await path(stage)
  stage.last = await (elsewhere ? openBrowser(stage.api) : stage.browser).ask(method, where, { body: sent })
  if (keeps !== undefined && stage.last.status < 300)
    stage.kept.set(keeps, stage.last.body.id ?? stage.last.body.connectionId)
  return stage.last
}

/** With nowhere to write the entry to. */
async function refuse(t: Test, stage: Stage, step: Step): Promise<void> {
  const { db } = stage
  const before = await readBooks(db)
  const { rows } = await db.pool.query('DELETE FROM audit_heads RETURNING hash, base')
  const { status } = await take({ ...stage, kept: new Map(stage.kept) }, step)
  await db.pool.query('INSERT INTO audit_heads (hash, base) VALUES ($1, $2)', [rows[0].hash, rows[0].base])
  t.equal(status, 500, `${step.route} cannot be done without a trace`)
  const after = await readBooks(db)
  const changed = Object.keys(after).filter(table => after[table] !== before[table])
  t.strictSame(changed, [], `${step.route} changed nothing then`)
}

t.test('every route that changes something leaves its entry, with who and from where, or does nothing', async t => {
  const { db } = await openTestDatabase(t)
  const stage = await startStage(t, db)
  const { paths } = (await stage.api.ask('GET', '//api/openapi.json', { as: null })).body
  const changing = Object.entries(paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter(method => method !== 'get')
      .map(method => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
  )
  const known = new Set(routeChanges.map(({ route }) => route).filter(route => !route.startsWith('GET ')))
  t.strictSame([...known].sort(), changing.sort(), 'each is asked, and each that is asked is there')
  for (const step of routeChanges) {
    await step.before?.(stage)
    if (step.leaves !== null && !step.beside) await refuse(t, stage, step)
    const before = await readLast(db)
    const { status, text } = await take(stage, step)
    t.ok(status < 300, `${step.route}: ${status} ${status < 300 ? '' : text}`)
    const entries = await readEntries(db, before)
    if (step.leaves === null) t.strictSame(entries, [], `${step.route} leaves none`)
    const entry = entries.find(one => one.action === step.leaves)
    if (step.leaves !== null)
      t.match(entry, { actor: admin.email, via: 'person', address: '127.0.0.1' }, `${step.route} leaves ${step.leaves}`)
  }
})

t.test('every entry has its words', t => {
  const said = new Set(Object.keys(en.settings.audit.says))
  const actions = [...routeChanges.map(({ leaves }) => leaves), 'sealing key.replaced'].filter(one => one !== null)
  t.strictSame(
    actions.filter(action => !said.has(action.replaceAll(/[. ]/g, '_'))),
    [],
  )
  t.end()
})
