import { Button, Group, Loader, Progress, Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '../api/client.ts'
import { followEvents } from '../api/events.ts'
import { queryClient, refreshConnections, runQuery, useMay } from '../api/queries.ts'
import type { Run } from '../api/types.ts'
import { useActorName } from '../parts/actor-name.ts'
import { AskFirst } from '../parts/ask-first.tsx'
import { PracticeBadge, StateBadge, useEntityName } from '../parts/badges.tsx'
import { BrakeSample } from '../parts/brake-sample.tsx'
import { Fact } from '../parts/card.tsx'
import { useFormats } from '../parts/formats.ts'
import { Go, useGo } from '../parts/go.tsx'
import { Awaited, Page } from '../parts/page-states.tsx'
import { Note, showProblem, type Tone } from '../parts/problems.tsx'
import { RunNumber } from '../parts/run-number.tsx'
import { Moment } from '../parts/time.tsx'

const underWay = (run: Run) => ['queued', 'running', 'waiting'].includes(run.state)

export function RunPage() {
  const { t } = useTranslation()
  const entityName = useEntityName()
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useQuery(runQuery(id))
  const run = query.data
  useLive(run)
  const above = run && (
    <Go to={`/settings/connectors/${run.connectionId}/runs`}>
      {run.connectionName} › {t('connection.runs.title')}
    </Go>
  )
  const title = t('connection.runs.one', { entity: run ? entityName(run.entity).toLowerCase() : '…' })
  return (
    <Page title={title} above={above} actions={run && <RunActions run={run} />} width={980}>
      <Awaited query={query}>{data => <RunDetail run={data} />}</Awaited>
    </Page>
  )
}

/** The run as the server tells it while it goes; what its end changed is asked again. */
function useLive(run: Run | undefined): void {
  const id = run && underWay(run) ? run.id : undefined
  useEffect(() => {
    if (id === undefined) return
    const leaving = new AbortController()
    const follow = async () => {
      for await (const { data } of followEvents({ method: 'GET', path: `/runs/${id}/live`, signal: leaving.signal }))
        queryClient.setQueryData(runQuery(id).queryKey, data as Run)
      await refreshConnections()
    }
    follow().catch(() => queryClient.invalidateQueries(runQuery(id)))
    return () => leaving.abort()
  }, [id])
}

/** As it was asked for; what the scheduler alone starts becomes the usual kind. */
function kindAgain({ kind, fromDate }: Run) {
  if (kind === 'from_date' && fromDate !== null) return { kind, fromDate }
  return kind === 'full' || kind === 'reconcile' ? { kind } : {}
}

function RunActions({ run }: { run: Run }) {
  const { t } = useTranslation()
  const go = useGo()
  const admin = useMay('admin')
  if (!admin) return null
  const act = (verb: string) => {
    send('POST', `/runs/${run.id}/${verb}`)
      .then(() => queryClient.invalidateQueries(runQuery(run.id)))
      .catch(showProblem)
  }
  const again = () => {
    send<Run>('POST', `/connections/${run.connectionId}/runs`, { entity: run.entity, ...kindAgain(run) })
      .then(({ id }) => go(`/runs/${id}`))
      .catch(showProblem)
  }
  if (run.state === 'needs_approval')
    return (
      <>
        <AskFirst
          size="sm"
          label={t('connection.runs.approve')}
          question={t('connection.runs.approveQuestion')}
          onYes={() => act('approve')}
        />
        <Button variant="default" onClick={() => act('discard')}>
          {t('connection.runs.discard')}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => act('cancel')}>
          {t('connection.runs.cancel')}
        </Button>
      </>
    )
  if (!underWay(run))
    return (
      <Button variant="default" onClick={again}>
        {t('connection.runs.again')}
      </Button>
    )
  return (
    <Button variant="default" disabled={run.cancelRequestedAt !== null} onClick={() => act('cancel')}>
      {t('connection.runs.cancel')}
    </Button>
  )
}

/** How a problem looks; a decision is none. */
const tones: Partial<Record<Run['state'], Tone>> = { needs_approval: 'warn', cancelled: 'info', waiting: 'info' }

function RunDetail({ run }: { run: Run }) {
  const { t } = useTranslation()
  return (
    <Stack gap="lg">
      {run.problem && (
        <Note tone={tones[run.state] ?? 'bad'} title={run.problem.message}>
          {run.problem.remedy}
        </Note>
      )}
      {run.state === 'needs_approval' && <BrakeSample runId={run.id} />}
      <Counts run={run} />
      {run.notices.length > 0 && (
        <Note tone="info" title={t('connection.runs.notices')}>
          {run.notices.map(notice => (typeof notice === 'string' ? notice : notice.message)).join(' ')}
        </Note>
      )}
      <RunFacts run={run} />
    </Stack>
  )
}

const counted = ['read', 'created', 'updated', 'unchanged', 'deleted', 'rejected'] as const

function Counts({ run }: { run: Run }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const share = run.remaining === null ? undefined : (100 * run.read) / Math.max(1, run.read + run.remaining)
  return (
    <section className="card card-pad" aria-label={t('connection.runs.live')}>
      <Group gap="sm" mb={underWay(run) ? 'sm' : 'md'} role="status">
        {run.state === 'running' && share === undefined && <Loader size={16} aria-hidden />}
        <StateBadge state={run.state} />
        {run.practice && <PracticeBadge />}
        {run.cancelRequestedAt && underWay(run) && <span>{t('connection.runs.cancelling')}</span>}
        {run.remaining !== null && underWay(run) && (
          <span>
            {t('connection.runs.remaining')}: {number(run.remaining)}
          </span>
        )}
      </Group>
      {underWay(run) && share !== undefined && (
        <Progress value={share} animated={run.state === 'running'} mb="md" aria-label={t('connection.runs.live')} />
      )}
      <Group gap="xl">
        {counted.map(name => (
          <div key={name}>
            <Title order={2} component="p">
              <RunNumber run={run} name={name} />
            </Title>
            <span style={{ fontSize: '0.75rem', color: 'var(--mantine-color-dimmed)' }}>
              {t(`connection.runs.${name === 'deleted' ? 'deletedCount' : name}`)}
            </span>
          </div>
        ))}
      </Group>
    </section>
  )
}

function RunFacts({ run }: { run: Run }) {
  const { t } = useTranslation()
  const { duration, number } = useFormats()
  const actorName = useActorName()
  return (
    <dl className="facts card card-pad">
      <Fact name={t('connection.runs.kind')}>
        {t(`connection.runs.kinds.${run.kind as 'full'}`, { defaultValue: run.kind })}
      </Fact>
      <Fact name={t('connection.runs.cause')}>
        {[
          t(`connection.runs.causes.${run.cause as 'manual'}`, { defaultValue: run.cause }),
          run.requestedBy && actorName(run.requestedBy),
        ]
          .filter(Boolean)
          .join(', ')}
      </Fact>
      <Fact name={t('connection.runs.began')}>
        <Moment at={run.startedAt ?? run.queuedAt} timeZone={run.timeZone} />
      </Fact>
      <Fact name={t('connection.runs.took')}>
        {run.startedAt && run.endedAt && duration(Date.parse(run.endedAt) - Date.parse(run.startedAt))}
      </Fact>
      <Fact name={t('connection.runs.window')}>
        {run.since ? <Moment at={run.since} timeZone={run.timeZone} /> : t('connection.runs.whole')} –{' '}
        {run.until ? <Moment at={run.until} timeZone={run.timeZone} /> : '…'}
      </Fact>
      <Fact name={t('connection.timeZone')}>{run.timeZone}</Fact>
      <Fact name={t('connection.runs.pages')}>{String(run.pages)}</Fact>
      <Fact name={t('connection.runs.requests')}>{number(run.requests)}</Fact>
      <Fact name={t('connection.runs.answered')}>
        {run.requests > 0 && duration((1_000 * run.answerSeconds) / run.requests)}
      </Fact>
      <Fact name={t('connection.runs.waited')}>{duration(1_000 * run.waitSeconds)}</Fact>
      <Fact name={t('connection.runs.attempt')}>{String(run.attempt)}</Fact>
    </dl>
  )
}
