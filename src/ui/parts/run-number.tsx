import { useMay } from '../api/queries.ts'
import type { Run } from '../api/types.ts'
import { useFormats } from './formats.ts'
import { Go } from './go.tsx'

type Name = 'read' | 'created' | 'updated' | 'unchanged' | 'deleted' | 'rejected'

/** How many a run read, brought, changed …, leading to them where it is known which they are. */
export function RunNumber({ run, name }: { run: Run; name: Name }) {
  const { number } = useFormats()
  const support = useMay('support')
  const place = run[name] > 0 ? placeOf(run, name) : undefined
  if (place === undefined || (name === 'rejected' && !support)) return number(run[name])
  return <Go {...place}>{number(run[name])}</Go>
}

function placeOf({ id, entity, connectionId }: Run, name: Name) {
  const records = `/${entity}`
  switch (name) {
    case 'created':
      return { to: records, search: { createdByRun: id } }
    case 'updated':
      return { to: records, search: { updatedByRun: id } }
    case 'deleted':
      return { to: records, search: { deletedByRun: id } }
    case 'rejected':
      return { to: `/settings/connectors/${connectionId}/rejections`, search: { runId: id, state: 'all' } }
    default:
      return undefined
  }
}
