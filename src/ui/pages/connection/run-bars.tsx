import { Group, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../api/types.ts'
import { useEntityName } from '../../parts/badges.tsx'
import { useFormats } from '../../parts/formats.ts'
import { Go } from '../../parts/go.tsx'

/** The latest runs, the newest to the right: how long they took, and how much they read. Each bar leads to its run. */
export function RunBars({ runs }: { runs: readonly Run[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const ended = runs
    .filter(run => run.startedAt !== null && run.endedAt !== null)
    .slice(0, 40)
    .reverse()
  const took = (run: Run) => Date.parse(run.endedAt!) - Date.parse(run.startedAt!)
  if (ended.length < 3) return null
  return (
    <Group grow align="stretch" gap="md">
      <Bars title={t('connection.chart')} runs={ended} measure={took} write={formats.duration} />
      <Bars title={t('connection.chartRecords')} runs={ended} measure={run => run.read} write={formats.number} />
    </Group>
  )
}

interface BarsProps {
  readonly title: string
  readonly runs: readonly Run[]
  readonly measure: (run: Run) => number
  readonly write: (value: number) => string
}

function Bars({ title, runs, measure, write }: BarsProps) {
  const entityName = useEntityName()
  const most = Math.max(1, ...runs.map(measure))
  return (
    <section className="card card-pad">
      <Title order={2} mb="md">
        {title}
      </Title>
      <div className="bars">
        {runs.map(run => (
          <Go
            key={run.id}
            to={`/runs/${run.id}`}
            className="bar"
            aria-label={`${entityName(run.entity)}: ${write(measure(run))}`}
          >
            <span
              className={run.state === 'failed' ? 'failed' : undefined}
              style={{ height: `${Math.max(4, (100 * measure(run)) / most)}%` }}
              title={`${entityName(run.entity)}: ${write(measure(run))}`}
            />
          </Go>
        ))}
      </div>
    </section>
  )
}
