import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, send } from '../../api/client.ts'
import { connectorsQuery, queryClient, useMay } from '../../api/queries.ts'
import type { ConnectionDetail, Page, Seal, SealBrief } from '../../api/types.ts'
import { Card } from '../../parts/card.tsx'
import { DayInput } from '../../parts/day-input.tsx'
import { dayOf } from '../../parts/days.ts'
import { useFormats } from '../../parts/formats.ts'
import { Go } from '../../parts/go.tsx'
import { MonthInput } from '../../parts/month-input.tsx'
import { Awaited } from '../../parts/page-states.tsx'
import { Note, ProblemNote } from '../../parts/problems.tsx'
import { Moment } from '../../parts/time.tsx'
import { Differences } from './seal-differences.tsx'

/** The last one that was made, whole; null: none was. */
const lastSealQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', id, 'seal'],
    queryFn: async ({ signal }): Promise<Seal | null> => {
      const { items } = await get<Page<SealBrief>>(`/connections/${id}/seals`, { limit: 1 }, signal)
      return items[0] ? get<Seal>(`/connections/${id}/seals/${items[0].id}`, {}, signal) : null
    },
  })

/** The orders of a day or a month, compared with the store's one by one. */
export function SealPart({ connection }: { connection: ConnectionDetail }) {
  const { t } = useTranslation()
  const support = useMay('support')
  const { id, externalSystem } = connection
  const entities = useQuery(connectorsQuery).data?.find(one => one.id === externalSystem)?.entities ?? []
  const able = entities.some(one => one.seals)
  const last = useQuery({ ...lastSealQuery(id), enabled: able })
  if (!able || !(support || last.data || last.isError)) return null
  return (
    <Card title={t('connection.seal.title')}>
      <Stack gap="sm">
        <Text fz="sm" c="dimmed">
          {t('connection.seal.lead')}
        </Text>
        {support && <SealForm connection={connection} />}
        <Awaited query={last} rows={1}>
          {seal => seal && <SealAnswer seal={seal} />}
        </Awaited>
      </Stack>
    </Card>
  )
}

/** The last day that is over in the store; none before Order Start. */
function lastWholeDay({ orderStart, store }: ConnectionDetail): string {
  const yesterday = dayOf(new Date(Date.now() - 86_400_000).toISOString(), store.timeZone)
  return yesterday < orderStart ? orderStart : yesterday
}

function SealForm({ connection }: { connection: ConnectionDetail }) {
  const { t } = useTranslation()
  const { id } = connection
  const [kind, setKind] = useState<'day' | 'month'>('day')
  const [day, setDay] = useState(() => lastWholeDay(connection))
  const span = kind === 'day' ? day : day.slice(0, 7)
  const seal = useMutation({
    mutationFn: () => send<Seal>('POST', `/connections/${id}/seals`, { [kind]: span }),
    onSuccess: made => queryClient.setQueryData(lastSealQuery(id).queryKey, made),
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    seal.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="end">
        <NativeSelect
          label={t('connection.seal.compare')}
          data={(['day', 'month'] as const).map(value => ({ value, label: t(`connection.seal.${value}`) }))}
          value={kind}
          onChange={event => setKind(event.currentTarget.value as typeof kind)}
        />
        {kind === 'day' ? (
          <DayInput w={130} label={t('connection.seal.day')} value={day} onChange={setDay} required />
        ) : (
          <MonthInput label={t('connection.seal.month')} value={day} onChange={setDay} />
        )}
        <Button type="submit" variant="default" loading={seal.isPending}>
          {t('connection.seal.run')}
        </Button>
      </Group>
      {seal.isPending && (
        <Text fz="sm" c="dimmed" mt="xs" role="status">
          {t('connection.seal.asking')}
        </Text>
      )}
      {seal.error && <ProblemNote error={seal.error} />}
    </form>
  )
}

function SealAnswer({ seal }: { seal: Seal }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { span, equal, differenceCount, differences, hidden, comparedAt, timeZone, storeCount, ourCount } = seal
  return (
    <>
      <Note
        tone={equal ? 'good' : 'warn'}
        role="status"
        title={`${span}: ${equal ? t('connection.seal.equal') : t('connection.seal.differ', { count: differenceCount })}`}
      >
        <Go
          to="/orders"
          search={{
            connectionId: seal.connectionId,
            createdFrom: seal.from,
            createdBefore: seal.before,
            deleted: 'false',
          }}
          className="text-link"
        >
          {t('connection.seal.counts', { store: number(storeCount), ours: number(ourCount) })}
        </Go>{' '}
        <Totals seal={seal} /> <Moment at={comparedAt} timeZone={timeZone} /> ({timeZone})
        {hidden > 0 && <div>{t('connection.seal.hidden', { count: hidden })}</div>}
        {differences.length < differenceCount && <div>{t('connection.seal.first', { count: differences.length })}</div>}
      </Note>
      {differences.length > 0 && <Differences seal={seal} />}
    </>
  )
}

function Totals({ seal: { totals } }: { seal: Seal }) {
  const { t } = useTranslation()
  const { money } = useFormats()
  return totals.map(({ currency, store, ours }) => (
    <div key={currency}>
      {t('connection.seal.totals', {
        store: money(store.total, currency ?? ''),
        ours: money(ours.total, currency ?? ''),
      })}
    </div>
  ))
}
