import { setTimeout as wait } from 'node:timers/promises'
import type { Test } from 'tap'
import { Collection } from '../../canonical/index.ts'
import type { Subject } from './practice.ts'
import { itemsOf, livingOf, readPages, truthOf } from './read.ts'

/** The same input gives the same output, today and tomorrow, and is left alone. */
export async function mapsPurely(t: Test, subject: Subject): Promise<void> {
  const { imports, facts } = subject
  const raws = itemsOf(await readPages(subject)).map(({ raw }) => freeze(imports.raw.parse(structuredClone(raw))))
  const map = () => raws.map(raw => JSON.stringify(imports.map(raw, freeze(structuredClone(facts)))))
  const before = JSON.stringify(raws)
  const once = map()
  await wait(3)
  t.strictSame(map(), once, 'the same input gives the same output')
  t.equal(JSON.stringify(raws), before, 'the input is left alone')
}

/** The core tells nobody of a shipment whose order was merely saved: what is not its own may only show in its times. */
export async function keepsContentWhenSaved(t: Test, subject: Subject): Promise<void> {
  const { entity, store } = subject
  const before = await readContent(subject)
  const saved = truthOf(subject).slice(0, 3)
  if (!saved.map(id => store.touch(entity.name, id)).some(Boolean)) return void t.pass('nothing is ever saved here')
  t.strictSame(await readContent(subject), before, 'what is saved as it was stays as it was')
}

async function readContent(subject: Subject): Promise<Record<string, string>> {
  const living = livingOf(itemsOf(await readPages(subject)))
  const leaveOutTime = (key: string, value: unknown) => (key === 'modifiedAt' ? undefined : value)
  return Object.fromEntries([...living].map(([id, record]) => [id, JSON.stringify(record, leaveOutTime)]))
}

/** Systems add keys as they please; that may not stop an import. */
export async function toleratesNewKeys(t: Test, subject: Subject): Promise<void> {
  const { imports } = subject
  const [row] = itemsOf(await readPages(subject))
  const raw = { ...Object(row?.raw), key_of_a_later_version: { a: 1 } }
  t.match(
    imports.raw.safeParse(raw),
    { success: true, data: { key_of_a_later_version: { a: 1 } } },
    'it passes through',
  )
}

/** What objects inherit by; JSON may have it as a key, which then is data like any other. */
const oddKeys = '"__proto__":{"koppla_polluted":true},"constructor":{"prototype":{"koppla_polluted":true}}'

export async function takesOddKeysForData(t: Test, subject: Subject): Promise<void> {
  const { imports, facts } = subject
  for (const { raw } of itemsOf(await readPages(subject)).slice(0, 5)) {
    const told = JSON.stringify(imports.map(imports.raw.parse(raw), facts))
    try {
      const odd = imports.raw.safeParse(JSON.parse(JSON.stringify(raw).replaceAll('{"', `{${oddKeys},"`)))
      const tellAgain = () => JSON.stringify(imports.map(odd.data, facts))
      // Where a key of any name is data, these are two more; and what does not fit is set aside.
      if (odd.success) t.equal(tellAgain().replaceAll(asData, ''), told, 'nothing else changes')
    } finally {
      t.strictSame(takeAwayInherited(), [], 'no object inherits them')
    }
  }
}

const asData = /,?"(?:__proto__|constructor)":\{[^}]*\}+/g

function takeAwayInherited(): string[] {
  const inherited = Object.keys(Object.prototype)
  for (const key of inherited) Reflect.deleteProperty(Object.prototype, key)
  return inherited
}

export async function readsCollections(t: Test, { entity, client }: Subject): Promise<void> {
  const found: Collection[] = []
  for await (const some of entity.collections?.(client()) ?? []) found.push(...some)
  for (const one of found) t.ok(Collection.safeParse(one).success, `${one.externalId} is canonical`)
  t.equal(new Set(found.map(one => one.externalId)).size, found.length, 'each comes once')
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(freeze)
  }
  return value
}
