import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../api/client.ts'
import { queryClient, runQuery, useMay } from '../api/queries.ts'
import type { Brake, BrakedRecord, List } from '../api/types.ts'
import { hasPage } from './entities.ts'
import { useFormats } from './formats.ts'
import { Go } from './go.tsx'
import { Awaited, Empty } from './page-states.tsx'
import { PagedTable, usePaged } from './table.tsx'

/** What a run that waits for a person would delete: how much, and some of it. */
export function BrakeSample({ runId }: { runId: string }) {
  const query = useQuery({
    queryKey: ['brakes', runId],
    queryFn: async ({ signal }) => (await get<List<Brake>>('/brakes', { runId }, signal)).items,
  })
  return <Awaited query={query}>{([brake]) => (brake ? <Sample brake={brake} /> : <Decided runId={runId} />)}</Awaited>
}

/** Nothing waits here any more. */
function Decided({ runId }: { runId: string }) {
  const { t } = useTranslation()
  const look = (
    <Button size="xs" variant="default" onClick={() => void queryClient.invalidateQueries(runQuery(runId))}>
      {t('errors.reload')}
    </Button>
  )
  return <Empty title={t('connection.runs.decided')} action={look} />
}

function Sample({ brake: { runId, entity, sample, missing, all } }: { brake: Brake }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const admin = useMay('admin')
  const [whole, setWhole] = useState(false)
  const title = t('connection.runs.wouldDelete', { missing: number(missing), all: all === null ? '–' : number(all) })
  return (
    <section className="card card-pad" aria-label={title}>
      <b>{title}</b>
      {whole ? (
        <Whole runId={runId} entity={entity} label={title} />
      ) : (
        <ul className="sample">
          {sample.map(one => (
            <li key={one.id}>
              <Missing entity={entity} record={one} />
            </li>
          ))}
        </ul>
      )}
      {missing > sample.length && !whole && (
        <Button size="xs" variant="default" mb="sm" onClick={() => setWhole(true)}>
          {t('connection.runs.showAll', { shown: number(missing) })}
        </Button>
      )}
      <Text fz="sm">{t(admin ? 'connection.runs.discardHelp' : 'connection.runs.decideNot')}</Text>
    </section>
  )
}

function Missing({ entity, record: { id, label } }: { entity: string; record: BrakedRecord }) {
  return hasPage(entity) ? <Go to={`/${entity}/${id}`}>{label}</Go> : label
}

/** All of them, page by page. */
function Whole({ runId, entity, label }: { runId: string; entity: string; label: string }) {
  const { t } = useTranslation()
  const query = usePaged<BrakedRecord>(`/runs/${runId}/would-delete`, {})
  const show = (record: BrakedRecord) => <Missing entity={entity} record={record} />
  return (
    <PagedTable
      label={label}
      query={query}
      columns={[{ name: 'record', title: t('connection.rejections.record'), show }]}
      keyOf={one => one.id}
      empty={<Decided runId={runId} />}
    />
  )
}
