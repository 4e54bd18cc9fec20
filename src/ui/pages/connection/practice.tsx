import { Button, Fieldset, Group, Stack, Switch, Text, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { send } from '../../api/client.ts'
import { practiceQuery, queryClient, refreshConnections } from '../../api/queries.ts'
import type { PracticeFault, PracticeSale, PracticeStore } from '../../api/types.ts'
import { AskFirst } from '../../parts/ask-first.tsx'
import { Go, useGo } from '../../parts/go.tsx'
import { Awaited } from '../../parts/page-states.tsx'
import { Note, say, showProblem } from '../../parts/problems.tsx'

const faults: readonly PracticeFault[] = ['slow', 'errors', 'rate_limit', 'refuses_key', 'unreachable']

/** A practice store in hand: what is wrong with it, what it sells, and its end. */
export function PracticePart({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation()
  const stores = useQuery(practiceQuery)
  return (
    <section className="card card-pad">
      <Title order={2} mb={4}>
        {t('practice.title')}
      </Title>
      <Stack gap="md">
        <Text fz="sm" c="dimmed">
          {t('practice.lead')}
        </Text>
        <Awaited query={stores}>
          {({ items }) => <Dials connectionId={connectionId} store={items.find(isOf(connectionId))} />}
        </Awaited>
        <Text fz="sm">
          <Go to={`/settings/connectors/${connectionId}/runs`} className="text-link">
            {t('practice.seeRun')}
          </Go>
        </Text>
      </Stack>
    </section>
  )
}

const isOf = (connectionId: string) => (store: PracticeStore) => store.connectionId === connectionId

/** What can be done with it; the store is left out where it is not known any more. */
function Dials({ connectionId, store }: { connectionId: string; store: PracticeStore | undefined }) {
  const { t } = useTranslation()
  if (store === undefined) return <Note tone="info">{t('practice.ended')}</Note>
  return (
    <>
      {store.running ? <FaultDial store={store} /> : <Note tone="warn">{t('practice.stopped')}</Note>}
      <Group gap="xs">
        {store.running && <SellButton connectionId={connectionId} />}
        <EndButton connectionId={connectionId} />
      </Group>
    </>
  )
}

const refresh = () => queryClient.invalidateQueries(practiceQuery)

function FaultDial({ store }: { store: PracticeStore }) {
  const { t } = useTranslation()
  const dial = useMutation({
    mutationFn: (on: readonly PracticeFault[]) =>
      send('PATCH', `/practice-stores/${store.connectionId}`, { faults: on }),
    onError: showProblem,
    onSettled: refresh,
  })
  const on = dial.isPending ? dial.variables : store.faults
  const toggle = (fault: PracticeFault) => (on.includes(fault) ? on.filter(one => one !== fault) : [...on, fault])
  return (
    <Fieldset legend={t('practice.wrong')} variant="unstyled">
      <Stack gap={10} mt={4}>
        {faults.map(fault => (
          <Switch
            key={fault}
            size="sm"
            label={t(`practice.faults.${fault}`)}
            description={t(`practice.faultsWhy.${fault}`)}
            checked={on.includes(fault)}
            onChange={() => dial.mutate(toggle(fault))}
          />
        ))}
      </Stack>
    </Fieldset>
  )
}

function SellButton({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation()
  const sale = useMutation({
    mutationFn: () => send<PracticeSale>('POST', `/practice-stores/${connectionId}/orders`),
    onSuccess: ({ order, runId }) => say(t(runId ? 'practice.sold' : 'practice.soldLater', { order })),
    onError: showProblem,
    onSettled: refresh,
  })
  return (
    <Button loading={sale.isPending} onClick={() => sale.mutate()}>
      {t('practice.sell')}
    </Button>
  )
}

function EndButton({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation()
  const go = useGo()
  const end = async () => {
    await send('DELETE', `/practice-stores/${connectionId}`)
    queryClient.removeQueries({ queryKey: ['connections', connectionId] })
    await refreshConnections()
    await refresh()
    say(t('practice.ended'))
    go('/settings/connectors')
  }
  return (
    <AskFirst
      size="sm"
      label={t('practice.end')}
      question={t('practice.endWhy')}
      onYes={() => void end().catch(showProblem)}
    />
  )
}
