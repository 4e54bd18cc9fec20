import { Group, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { Activity } from '../../api/types.ts'
import { dayAfter } from '../../parts/days.ts'
import { useFormats } from '../../parts/formats.ts'
import { Go } from '../../parts/go.tsx'
import { Awaited } from '../../parts/page-states.tsx'

type Day = Activity['days'][number]

/** The last thirty days of the store's own calendar: what came, and how long its runs took. */
export function DayBars({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useQuery({
    queryKey: ['connections', connectionId, 'activity'],
    refetchInterval: 60_000,
    queryFn: ({ signal }) => get<Activity>(`/connections/${connectionId}/activity`, {}, signal),
  })
  return (
    <Awaited query={query}>
      {({ days, timeZone }) => (
        <div className="charts">
          <Chart
            connectionId={connectionId}
            title={t('connection.activity.records')}
            days={days}
            timeZone={timeZone}
            parts={['created', 'updated', 'deleted']}
            write={formats.number}
          />
          <Chart
            connectionId={connectionId}
            title={t('connection.activity.runTime')}
            days={days}
            timeZone={timeZone}
            parts={['runMs']}
            write={formats.duration}
            isBad={day => day.failed > 0}
          />
        </div>
      )}
    </Awaited>
  )
}

type Part = 'created' | 'updated' | 'deleted' | 'runMs'

interface ChartProps {
  readonly connectionId: string
  readonly title: string
  readonly days: readonly Day[]
  readonly timeZone: string
  readonly parts: readonly Part[]
  readonly write: (value: number) => string
  readonly isBad?: (day: Day) => boolean
}

/** Each day leads to its runs; one is reached with the tabulator, the others from it with the arrows. */
function Chart({ connectionId, title, days, timeZone, parts, write, isBad = () => false }: ChartProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const sum = (day: Day) => parts.reduce((all, part) => all + day[part], 0)
  const most = Math.max(...days.map(sum))
  const lastWithRuns = days.findLast(day => day.runs > 0)
  const tell = (day: Day) => {
    const details = parts.map(part => `${t(`connection.activity.${part}`)}: ${write(day[part])}`)
    return [formats.day(`${day.day}T12:00:00Z`, 'UTC'), ...details, failures(day)].filter(Boolean).join(', ')
  }
  const failures = (day: Day) => isBad(day) && t('connection.activity.failed', { count: day.failed })
  return (
    <figure className="card card-pad chart">
      <Group component="figcaption" justify="space-between" align="baseline" mb="sm">
        <Title order={2} fz="md">
          {title}
        </Title>
        {parts.length > 1 && <Legend parts={parts} />}
      </Group>
      {most === 0 ? (
        <Text fz="sm" c="dimmed" py="lg">
          {t('connection.activity.none')}
        </Text>
      ) : (
        <>
          <Text fz="xs" c="dimmed" mb={4}>
            {write(most)}
          </Text>
          <ol className="day-bars" onKeyDown={walkDays}>
            {days.map(day => (
              <li key={day.day}>
                {day.runs > 0 && (
                  <Go
                    to={`/settings/connectors/${connectionId}/runs`}
                    search={{ startedFrom: day.day, startedBefore: dayAfter(day.day) }}
                    className="day-bar"
                    title={tell(day)}
                    aria-label={tell(day)}
                    {...(day !== lastWithRuns && { tabIndex: -1 })}
                  >
                    {parts.map(part => (
                      <span
                        key={part}
                        className={isBad(day) ? 'part-failed' : `part-${part}`}
                        style={{ height: `${(100 * day[part]) / most}%` }}
                      />
                    ))}
                  </Go>
                )}
              </li>
            ))}
          </ol>
          <Group justify="space-between" mt={4}>
            <Text fz="xs" c="dimmed">
              {formats.day(days[0]!.since, timeZone)}
            </Text>
            <Text fz="xs" c="dimmed">
              {t('connection.activity.today')} ({timeZone})
            </Text>
          </Group>
        </>
      )}
    </figure>
  )
}

function walkDays(event: KeyboardEvent<HTMLOListElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  if (step === 0) return
  event.preventDefault()
  const days = [...event.currentTarget.querySelectorAll('a')]
  days[days.indexOf(document.activeElement as HTMLAnchorElement) + step]?.focus()
}

function Legend({ parts }: { parts: readonly Part[] }) {
  const { t } = useTranslation()
  return (
    <Group gap="sm" aria-hidden>
      {parts.map(part => (
        <Text key={part} component="span" fz="xs" className="legend">
          <i className={`part-${part}`} /> {t(`connection.activity.${part}`)}
        </Text>
      ))}
    </Group>
  )
}
