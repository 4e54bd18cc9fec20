import { Button, Group, Stack, Switch, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, send } from '../../api/client.ts'
import { refreshConnections, useMay } from '../../api/queries.ts'
import type { ConnectionDetail, List, Run, Schedule } from '../../api/types.ts'
import { useEntityName } from '../../parts/badges.tsx'
import { useGo } from '../../parts/go.tsx'
import { Awaited } from '../../parts/page-states.tsx'
import { Note, say, showProblem } from '../../parts/problems.tsx'
import { Moment } from '../../parts/time.tsx'
import { TimingForm } from './timing-form.tsx'

export const schedulesQuery = (id: string) => ({
  queryKey: ['connections', id, 'schedules'],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<List<Schedule>>(`/connections/${id}/schedules`, {}, signal),
})

export default function ScheduleTab({ connection }: { connection: ConnectionDetail }) {
  const { t } = useTranslation()
  const query = useQuery(schedulesQuery(connection.id))
  const admin = useMay('admin')
  return (
    <Awaited query={query}>
      {({ items }) => (
        <Stack gap="sm">
          {!admin && <Note tone="info">{t('connection.settings.readOnly')}</Note>}
          {items.map(schedule => (
            <ScheduleCard key={schedule.entity} connectionId={connection.id} schedule={schedule} />
          ))}
        </Stack>
      )}
    </Awaited>
  )
}

interface CardProps {
  readonly connectionId: string
  readonly schedule: Schedule
}

/** Asks for a change at once; what it was can be had back. */
function useChange({ connectionId, schedule }: CardProps) {
  const path = `/connections/${connectionId}/schedules/${schedule.entity}`
  const apply = async (method: 'PUT' | 'POST', verb: string, body?: unknown) => {
    await send(method, path + verb, body)
    await refreshConnections()
  }
  const change = (done: string, doing: () => Promise<void>, undo: () => Promise<void>) =>
    doing()
      .then(() => say(done, { undo: () => void undo().catch(showProblem) }))
      .catch(showProblem)
  return { apply, change }
}

function ScheduleCard({ connectionId, schedule }: CardProps) {
  const { t, i18n } = useTranslation()
  const entityName = useEntityName()
  const admin = useMay('admin')
  const [editing, setEditing] = useState(false)
  const edit = useRef<HTMLButtonElement>(null)
  const { apply, change } = useChange({ connectionId, schedule })
  const { entity, label, active, unreadableBecause, words, timeZone, cron } = schedule
  const name = entityName(entity, label)
  const turn = (on: boolean) => {
    const [doing, undoing] = on ? (['/activate', '/deactivate'] as const) : (['/deactivate', '/activate'] as const)
    const done = t(on ? 'connection.schedule.activated' : 'connection.schedule.deactivated', { entity: name })
    void change(
      done,
      () => apply('POST', doing),
      () => apply('POST', undoing),
    )
  }
  const retime = (timing: object) => {
    setEditing(false)
    edit.current?.focus()
    const done = t('connection.schedule.saved', { entity: name })
    void change(
      done,
      () => apply('PUT', '', timing),
      () => apply('PUT', '', { cron, timeZone }),
    )
  }
  return (
    <section className="card card-pad" aria-label={name}>
      <Group justify="space-between" align="flex-start">
        <Group align="flex-start" gap="md" wrap="nowrap" style={{ flex: 1 }}>
          <Switch
            checked={active}
            disabled={!admin || (unreadableBecause !== null && !active)}
            onChange={event => turn(event.currentTarget.checked)}
            aria-label={`${name}: ${t('connection.schedule.on')}`}
            mt={2}
          />
          <div>
            <Text fw={600} fz="sm">
              {name}
            </Text>
            <Text fz="sm">
              {words[i18n.language as 'en' | 'sv']}{' '}
              <Text span c="dimmed" fz="sm">
                ({timeZone})
              </Text>
            </Text>
            {unreadableBecause && (
              <Text fz="sm" c="var(--koppla-warn)">
                {unreadableBecause}
              </Text>
            )}
            {active && <NextRuns schedule={schedule} />}
          </div>
        </Group>
        {admin && (
          <Group gap="xs">
            <RunNow connectionId={connectionId} entity={entity} name={name} />
            <Button
              ref={edit}
              variant="default"
              size="xs"
              aria-expanded={editing}
              aria-label={`${t('connection.schedule.edit')}: ${name}`}
              onClick={() => setEditing(!editing)}
            >
              {t('connection.schedule.edit')}
            </Button>
          </Group>
        )}
      </Group>
      {editing && <TimingForm key={`${cron} ${timeZone}`} schedule={schedule} onSave={retime} />}
    </section>
  )
}

function RunNow({ connectionId, entity, name }: { connectionId: string; entity: string; name: string }) {
  const { t } = useTranslation()
  const go = useGo()
  const start = () => {
    send<Run>('POST', `/connections/${connectionId}/runs`, { entity })
      .then(({ id }) => go(`/runs/${id}`))
      .catch(showProblem)
  }
  return (
    <Button variant="default" size="xs" aria-label={`${t('connection.schedule.runNow')}: ${name}`} onClick={start}>
      {t('connection.schedule.runNow')}
    </Button>
  )
}

export function NextRuns({ schedule }: { schedule: Pick<Schedule, 'next' | 'timeZone'> }) {
  const { t } = useTranslation()
  return (
    <Text fz="xs" c="dimmed" component="div">
      {t('connection.schedule.next')} ({schedule.timeZone}):{' '}
      {schedule.next.map((at, place) => (
        <span key={at}>
          {place > 0 && ' · '}
          <Moment at={at} timeZone={schedule.timeZone} />
        </span>
      ))}
    </Text>
  )
}
