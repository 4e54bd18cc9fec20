import type { Database } from '../../src/db.ts'
import { normalise } from '../../src/records/normalise.ts'
import { storeBatch } from '../../src/records/store.ts'
import type { Entity } from '../../src/sdk/index.ts'
import { anAccount, aRow, aVoucher } from './books.ts'
import { canonicalEntity } from './canonical-entity.ts'
import { saveTinyConnection, tinyFacts } from './tiny-store.ts'

const before = { yearExternalId: '9', yearFrom: '2024-07-01', yearTo: '2025-12-31' } as const

export const bookedAccounts = [
  anAccount('1930', { description: 'Företagskonto', sruCode: '7281', openingBalance: '1000.5', closingBalance: '1' }),
  anAccount('1910', { openingBalance: '0' }),
  anAccount('2099', { description: 'Årets "resultat"', openingBalance: '-1000.5' }),
  anAccount('2611', { openingBalance: '0' }),
  anAccount('3001', { description: 'Försäljning', openingBalance: '0' }),
  anAccount('1930', { ...before, description: 'Kassa' }),
]
export const bookedVouchers = [
  aVoucher('2', { transactionOn: '2026-01-31', description: 'Såld "vara"' }),
  aVoucher('10', {
    transactionOn: '2026-03-01',
    rows: [
      aRow('1930', '0.3', { description: 'Öre', quantity: '1.5', project: 'P1' }),
      aRow('3001', '-0.1', { costCentre: 'NORD' }),
      aRow('3001', '-0.2'),
    ],
  }),
  aVoucher('1', {
    series: 'B',
    transactionOn: '2026-03-02',
    description: '',
    rows: [aRow('7010', '5'), aRow('1930', '-5')],
  }),
  aVoucher('1', { series: 'A', transactionOn: '2026-03-03', rows: [] }),
  aVoucher('3', { ...before, transactionOn: '2025-01-01' }),
]

export async function storeCanonical(db: Database, connectionId: string, entity: Entity, raws: readonly unknown[]) {
  return await db.transaction(client =>
    storeBatch(client, { connectionId, entity, runId: null }, normalise(entity, tinyFacts, raws)),
  )
}

/** A connection with the books of 2026 and a little of the year before, which was longer than a year. */
export async function saveBooks(db: Database): Promise<string> {
  const connectionId = await saveTinyConnection(db)
  await storeCanonical(db, connectionId, canonicalEntity('accounts'), bookedAccounts)
  await storeCanonical(db, connectionId, canonicalEntity('vouchers'), bookedVouchers)
  return connectionId
}
