import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '../../api/client.ts'
import type { Preview, Schedule, SchedulePreset } from '../../api/types.ts'
import { localeOf } from '../../parts/formats.ts'
import { ProblemNote } from '../../parts/problems.tsx'
import { NextRuns } from './schedule.tsx'

const kinds = ['minutes', 'hourly', 'daily', 'weekly', 'cron'] as const
type Kind = (typeof kinds)[number]

interface Timing {
  readonly kind: Kind
  readonly every: number
  readonly minute: number
  readonly hour: number
  readonly weekday: number
  readonly cron: string
  readonly timeZone: string
}

const defaults = { every: 15, minute: 0, hour: 2, weekday: 1 }

const toBody = ({ kind, every, minute, hour, weekday, cron, timeZone }: Timing) =>
  kind === 'cron'
    ? { cron, timeZone }
    : {
        preset: {
          kind,
          ...(kind === 'minutes' ? { every } : { minute }),
          ...((kind === 'daily' || kind === 'weekly') && { hour }),
          ...(kind === 'weekly' && { weekday }),
        } as SchedulePreset,
        timeZone,
      }

const pad = (value: number) => String(value).padStart(2, '0')

/** How often, with what it means before it is saved. */
export function TimingForm({ schedule, onSave }: { schedule: Schedule; onSave: (timing: object) => void }) {
  const { t, i18n } = useTranslation()
  const { cron, timeZone, preset } = schedule
  const [timing, setTiming] = useState<Timing>({ ...defaults, ...preset, kind: preset?.kind ?? 'cron', cron, timeZone })
  const [asked] = useDebouncedValue(toBody(timing), 250)
  const preview = useQuery({
    queryKey: ['preview', asked],
    queryFn: () => send<Preview>('POST', '/schedules/preview', asked),
    placeholderData: before => before,
    retry: false,
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    onSave(toBody(timing))
  }
  return (
    <form onSubmit={submit} style={{ marginTop: 16 }}>
      <Inputs timing={timing} edit={change => setTiming({ ...timing, ...change })} />
      <div style={{ margin: '12px 0' }} aria-live="polite">
        {preview.error && <ProblemNote error={preview.error} />}
        {preview.data && !preview.error && (
          <>
            <Text fz="sm">{preview.data.words[i18n.language as 'en' | 'sv']}</Text>
            <NextRuns schedule={preview.data} />
          </>
        )}
      </div>
      <Button type="submit" size="xs" disabled={preview.error !== null}>
        {t('connection.schedule.save')}
      </Button>
    </form>
  )
}

function Inputs({ timing, edit }: { timing: Timing; edit: (change: Partial<Timing>) => void }) {
  const { t, i18n } = useTranslation()
  const { kind } = timing
  const zones = [...new Set([timing.timeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
  return (
    <Group gap="sm" align="flex-end">
      <NativeSelect
        label={t('connection.schedule.how')}
        data={kinds.map(value => ({ value, label: t(`connection.schedule.${value}`) }))}
        value={kind}
        onChange={event => edit({ kind: event.currentTarget.value as Kind })}
      />
      {kind === 'minutes' && (
        <NativeSelect
          label={t('connection.schedule.every')}
          data={['1', '2', '5', '10', '15', '20', '30']}
          value={String(timing.every)}
          onChange={event => edit({ every: Number(event.currentTarget.value) })}
        />
      )}
      {kind === 'hourly' && (
        <TextInput
          type="number"
          min={0}
          max={59}
          w={110}
          label={t('connection.schedule.minute')}
          value={timing.minute}
          onChange={event => edit({ minute: Number(event.currentTarget.value) })}
        />
      )}
      {kind === 'weekly' && (
        <NativeSelect
          label={t('connection.schedule.weekday')}
          data={[1, 2, 3, 4, 5, 6, 7].map(day => ({ value: String(day), label: weekdayName(i18n.language, day) }))}
          value={String(timing.weekday)}
          onChange={event => edit({ weekday: Number(event.currentTarget.value) })}
        />
      )}
      {(kind === 'daily' || kind === 'weekly') && (
        <TextInput
          type="time"
          label={t('connection.schedule.at')}
          value={`${pad(timing.hour)}:${pad(timing.minute)}`}
          onChange={event => edit(readTime(event.currentTarget.value))}
        />
      )}
      {kind === 'cron' && (
        <TextInput
          label={t('connection.schedule.expression')}
          value={timing.cron}
          onChange={event => edit({ cron: event.currentTarget.value })}
        />
      )}
      <NativeSelect
        label={t('connection.schedule.zone')}
        data={zones}
        value={timing.timeZone}
        onChange={event => edit({ timeZone: event.currentTarget.value })}
      />
    </Group>
  )
}

function readTime(text: string): Partial<Timing> {
  const [hour, minute] = text.split(':').map(Number)
  return hour === undefined || minute === undefined ? {} : { hour, minute }
}

/** Monday is 1; the first of January 2024 was one. */
const weekdayName = (language: string, day: number) =>
  new Intl.DateTimeFormat(localeOf(language), { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day))
