import { Button, Group, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { send } from '../../api/client.ts'
import { useMay } from '../../api/queries.ts'
import type { Run, Seal } from '../../api/types.ts'
import { Go, useGo } from '../../parts/go.tsx'
import { orderName } from '../../parts/order-name.ts'
import { showProblem } from '../../parts/problems.tsx'
import { type Column, DataTable } from '../../parts/table.tsx'

/** Each order that is not the same, why, and what to do. */
export function Differences({ seal }: { seal: Seal }) {
  const { t } = useTranslation()
  const { connectionId, differences } = seal
  const columns: Column<Seal['differences'][number]>[] = [
    {
      name: 'order',
      title: t('data.orders.number'),
      show: ({ externalId, number, ours }) =>
        ours === null ? (
          orderName(number ?? externalId)
        ) : (
          <Go to="/orders" search={{ connectionId, externalId }} className="text-link">
            {orderName(number ?? externalId)}
          </Go>
        ),
    },
    {
      name: 'what',
      title: t('connection.seal.what'),
      show: ({ message, remedy }) => (
        <>
          {message}
          <Text fz="xs" c="dimmed">
            {remedy}
          </Text>
        </>
      ),
    },
  ]
  return (
    <>
      <DataTable
        label={t('connection.seal.differences')}
        columns={columns}
        rows={differences}
        keyOf={one => `${one.externalId} ${one.kind}`}
      />
      <NextSteps seal={seal} />
    </>
  )
}

/** What the differences ask for, each to be done at once. */
function NextSteps({ seal: { connectionId, differences } }: { seal: Seal }) {
  const { t } = useTranslation()
  const [admin, support] = [useMay('admin'), useMay('support')]
  const asked = new Set(differences.map(({ next }) => next))
  const runs = (['import', 'reconcile'] as const).filter(next => admin && asked.has(next))
  return (
    <Group gap="sm">
      {runs.map(next => (
        <RunNow key={next} connectionId={connectionId} kind={next === 'import' ? 'incremental' : next}>
          {t(`connection.seal.next.${next}`)}
        </RunNow>
      ))}
      {support && asked.has('retry') && (
        <Go to={`/settings/connectors/${connectionId}/rejections`} search={{ entity: 'orders' }} className="text-link">
          {t('connection.seal.next.retry')}
        </Go>
      )}
    </Group>
  )
}

interface RunNowProps {
  readonly connectionId: string
  readonly kind: Run['kind']
  readonly children: string
}

function RunNow({ connectionId, kind, children }: RunNowProps) {
  const go = useGo()
  const run = useMutation({
    mutationFn: () => send<Run>('POST', `/connections/${connectionId}/runs`, { entity: 'orders', kind }),
    onSuccess: ({ id }) => go(`/runs/${id}`),
    onError: showProblem,
  })
  return (
    <Button variant="default" loading={run.isPending} onClick={() => run.mutate()}>
      {children}
    </Button>
  )
}
