import { z } from 'zod'
import { Id, PageQuery, plainText, TrueOrFalse } from './common.ts'

/** UTC, or with an offset. */
export const Time = z.iso.datetime({ offset: true })
export const Day = z.iso.date('A day (2026-03-29) is allowed.')
export const Text = z.string().nullable()
export const Amount = z
  .string()
  .meta({ description: 'A decimal number as text, such as 1249.50.', examples: ['1249.50'] })
export const Anything = z.record(z.string(), z.unknown())

export const record = {
  id: Id,
  connectionId: Id,
  connectionName: z.string(),
  practice: z.boolean().describe('From a practice store: invented.'),
  timeZone: z.string().describe('Of the store.'),
  externalId: z.string().describe('The id in the external system.'),
  createdAt: Time.nullable(),
  modifiedAt: Time.nullable(),
  deletedAt: Time.nullable().describe('When it was seen to be in the trash or gone; null while it is there.'),
  importedAt: Time,
  changedAt: Time,
}

export const detailed = {
  storePage: Text.describe('Where a person sees it in the store’s own back office; null: nowhere, or it is gone.'),
}

/** What became of a record here. */
export const RecordChange = z.object({
  change: z.enum(['created', 'updated', 'deleted', 'restored']),
  at: Time,
  runId: Id.nullable().describe(
    'The run that brought it; null: a rejection was retried, or the run is no longer kept.',
  ),
})

export const AddressShown = Anything.nullable()

const When = z.union([z.iso.date(), Time], 'A day (2026-03-29) or an instant (2026-03-29T01:00:00Z) is allowed.')

/** Filters that every list of records has. */
export const RecordQuery = PageQuery.extend({
  connectionId: Id.optional(),
  externalId: plainText(200).optional(),
  deleted: TrueOrFalse.optional().describe('true: only those that are gone; false: only those that are there.'),
  createdFrom: When.optional().describe('Created at or after; a bare day starts at 00:00 UTC.'),
  createdBefore: When.optional().describe('Created before.'),
  createdByRun: Id.optional().describe(
    'First stored by this run. What runs changed is known for as long as events are kept.',
  ),
  updatedByRun: Id.optional().describe('Changed by this run, or shown by the store again.'),
  deletedByRun: Id.optional().describe('Marked as deleted by this run.'),
})
export const Search = plainText(200).optional()
