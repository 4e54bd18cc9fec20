import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '../api/client.ts'
import { useMay } from '../api/queries.ts'
import type { Brake, List } from '../api/types.ts'
import { useFormats } from './formats.ts'
import { Go } from './go.tsx'
import { Awaited } from './page-states.tsx'

/** What a run that waits for a person would delete: how much, and some of it. */
export function BrakeSample({ runId }: { runId: string }) {
  const query = useQuery({
    queryKey: ['brakes', runId],
    queryFn: async ({ signal }) => (await get<List<Brake>>('/brakes', { runId }, signal)).items,
  })
  return <Awaited query={query}>{([brake]) => (brake ? <Sample brake={brake} /> : null)}</Awaited>
}

const pages = ['orders', 'invoices', 'products', 'customers']

function Sample({ brake: { entity, sample, missing, all } }: { brake: Brake }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const admin = useMay('admin')
  const title = t('connection.runs.wouldDelete', { missing: number(missing), all: all === null ? '–' : number(all) })
  return (
    <section className="card card-pad" aria-label={title}>
      <b>{title}</b>
      <ul className="sample">
        {sample.map(one => (
          <li key={one.id}>{pages.includes(entity) ? <Go to={`/${entity}/${one.id}`}>{one.label}</Go> : one.label}</li>
        ))}
        {missing > sample.length && <li>{t('connection.runs.andMore', { count: missing - sample.length })}</li>}
      </ul>
      <Text fz="sm">{t(admin ? 'connection.runs.discardHelp' : 'connection.runs.decideNot')}</Text>
    </section>
  )
}
