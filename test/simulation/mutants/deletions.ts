// Engines that delete what is there, and keep what is not.
import type { Mutant } from './mutant.ts'

export const deletions: readonly Mutant[] = [
  {
    name: 'a reconcile deletes after a partial sweep',
    caughtBy: { seed: 1005, edits: 40, theme: 'sweeps' },
    file: 'src/runs/walk.ts',
    edits: [
      [
        `return await walkPages(context, walk, { from, moved })
    } catch (error) {`,
        `return await walkPages(context, walk, { from, moved })
    } catch (error) {
      if (context.run.kind === 'reconcile')
        return await commitStep(context, async client => {
          await markSwept(client, window.id)
          return { changes: [] }
        })`,
      ],
      ['import { moveWindow,', 'import { markSwept, moveWindow,'],
    ],
    also: {
      file: 'src/runs/missing.ts',
      edits: [['const raws = await context.source.fetch(context.opened.client, ids)', 'const raws: unknown[] = []']],
    },
  },
  {
    name: 'the brake is not looked at',
    caughtBy: { seed: 201, edits: 15, theme: 'cleaning' },
    file: 'src/runs/missing.ts',
    edits: [
      [
        'if (await mustWait(context, swept)) {\n    // Asking',
        'if (context.run.approvedDeletions < 0) {\n    // Asking',
      ],
    ],
  },
  {
    name: 'the fingerprint forgets refunds',
    caughtBy: { seed: 232, edits: 15, theme: 'silence' },
    file: 'connectors/woocommerce/entities/orders.ts',
    edits: [['order.customer_id, refundIds]', 'order.customer_id]']],
  },
  {
    name: 'what a parent no longer has stays',
    caughtBy: { seed: 200, edits: 15, theme: 'cleaning' },
    file: 'src/records/deletions.ts',
    edits: [['if (set.parents.length === 0) return []', 'if (set.parents.length >= 0) return []']],
  },
]
