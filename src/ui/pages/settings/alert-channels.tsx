import { Button, Stack } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get, send } from '../../api/client.ts'
import { queryClient } from '../../api/queries.ts'
import type { AlertChannel, List } from '../../api/types.ts'
import { Card } from '../../parts/card.tsx'
import { Awaited } from '../../parts/page-states.tsx'
import { Note, say, showProblem } from '../../parts/problems.tsx'
import { Ago } from '../../parts/time.tsx'

const channelsQuery = {
  queryKey: ['/alerts', 'channels'],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<List<AlertChannel>>('/alerts/channels', {}, signal),
}

/** Where alerts go, how the last message went, and a message to try it with. */
export function AlertChannels() {
  const { t } = useTranslation()
  const query = useQuery(channelsQuery)
  return (
    <Card title={t('alerts.who')}>
      <Awaited query={query} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Note tone="warn" title={t('alerts.nobody')}>
              {t('alerts.nobodyWhy')}
            </Note>
          ) : (
            <Stack gap="sm" align="flex-start">
              {items.map(one => (
                <ChannelLine key={one.channel} channel={one} />
              ))}
              <TestButton />
            </Stack>
          )
        }
      </Awaited>
    </Card>
  )
}

function ChannelLine({ channel: { channel, target, last } }: { channel: AlertChannel }) {
  const { t } = useTranslation()
  const title = `${t(`alerts.channels.${channel}`)} ${target}`
  if (last === null)
    return (
      <Note tone="info" title={title}>
        {t('alerts.neverUsed')}
      </Note>
    )
  return (
    <Note tone={last.problem ? 'bad' : 'good'} title={title}>
      <Ago at={last.at} />: {t(last.problem ? 'alerts.lastFailed' : 'alerts.lastTaken')}
      {last.problem && (
        <div>
          {last.problem.message} {last.problem.remedy}
        </div>
      )}
    </Note>
  )
}

function TestButton() {
  const { t } = useTranslation()
  const test = useMutation({
    mutationFn: () => send<List<NonNullable<AlertChannel['last']>>>('POST', '/alerts/test'),
    onSuccess: ({ items }) => {
      if (items.every(one => one.problem === null)) say(t('alerts.tested'))
    },
    onError: showProblem,
    onSettled: () => queryClient.invalidateQueries(channelsQuery),
  })
  return (
    <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
      {t('alerts.test')}
    </Button>
  )
}
