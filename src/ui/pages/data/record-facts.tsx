import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { CustomerDetail, List, RecordChange } from '../../api/types.ts'
import { Card, Fact } from '../../parts/card.tsx'
import { Go } from '../../parts/go.tsx'
import { ProblemNote } from '../../parts/problems.tsx'
import { Moment, ZoneNote } from '../../parts/time.tsx'

/** What every record has, and its status if it has one; an order may be one for a test. */
export type AnyRecord = Pick<
  CustomerDetail,
  | ('id' | 'connectionId' | 'connectionName' | 'practice' | 'timeZone' | 'externalId' | 'storePage')
  | ('createdAt' | 'modifiedAt' | 'importedAt' | 'changedAt' | 'deletedAt')
> & { readonly status?: string; readonly test?: boolean }

interface RecordFactsProps {
  readonly path: string
  readonly record: AnyRecord
}

/** Where a record comes from, and what became of it when. */
export function RecordFacts({ path, record }: RecordFactsProps) {
  const { t } = useTranslation()
  const changes = useChanges(path)
  return (
    <Card title={t('data.timeline')}>
      <dl className="facts">
        <Fact name={t('data.source')}>
          <Go to={`/settings/connectors/${record.connectionId}`}>{record.connectionName}</Go>
        </Fact>
        <Fact name={t('data.externalId')}>{record.externalId}</Fact>
        {writeTimeline(record, changes.data).map(({ name, at, runId }) => (
          <Fact key={name + at + runId} name={t(`data.${name}`)}>
            <Moment at={at} timeZone={record.timeZone} />
            {runId && (
              <>
                {' · '}
                <Go to={`/runs/${runId}`} className="text-link">
                  {t('data.run')}
                </Go>
              </>
            )}
          </Fact>
        ))}
      </dl>
      <ZoneNote zone={record.timeZone} />
      {changes.isError && (
        <ProblemNote error={changes.error} title={t('data.timelineFailed')} onRetry={() => void changes.refetch()} />
      )}
    </Card>
  )
}

interface Moved {
  readonly name: 'created' | 'modified' | 'imported' | 'changed' | 'deleted' | 'restored'
  readonly at: string
  readonly runId: string | null
}

const names = { created: 'imported', updated: 'changed', deleted: 'deleted', restored: 'restored' } as const

function useChanges(recordPath: string) {
  const path = `${recordPath}/changes`
  return useQuery({
    queryKey: [path],
    queryFn: async ({ signal }) => (await get<List<RecordChange>>(path, {}, signal)).items,
  })
}

/** What the store says, and each change here with the run that brought it; without those, when it came and last changed. */
function writeTimeline(record: AnyRecord, changes: readonly RecordChange[] = []): Moved[] {
  const told: Moved[] = changes.map(({ change, ...rest }) => ({ name: names[change], ...rest }))
  const moved = (name: Moved['name'], at: string | null) => (at === null ? [] : [{ name, at, runId: null }])
  const kept = (name: Moved['name'], at: string | null) => (told.some(one => one.name === name) ? [] : moved(name, at))
  return [
    ...moved('created', record.createdAt),
    ...moved('modified', record.modifiedAt),
    ...kept('imported', record.importedAt),
    ...(told.length === 0 && record.changedAt !== record.importedAt ? moved('changed', record.changedAt) : []),
    ...kept('deleted', record.deletedAt),
    ...told,
  ].sort((a, b) => a.at.localeCompare(b.at))
}
