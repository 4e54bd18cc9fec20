import { Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { browserZone, useFormats } from './formats.ts'

/** “5 min. ago”, kept true while it is looked at; the exact time when it is pointed at. */
export function Ago({ at }: { at: string }) {
  const formats = useFormats()
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <time dateTime={at} title={formats.exact(at)}>
      {formats.ago(at, now)}
    </time>
  )
}

/** A date and time in the given zone, which is shown when it is pointed at. */
export function Moment({ at, timeZone }: { at: string; timeZone?: string | undefined }) {
  const formats = useFormats()
  return (
    <time dateTime={at} title={formats.exact(at, timeZone)}>
      {formats.moment(at, timeZone)}
    </time>
  )
}

/** The same of what a store may leave out. */
export const MomentIf = ({ at, timeZone }: { at: string | null; timeZone: string }) =>
  at ? <Moment at={at} timeZone={timeZone} /> : '–'

/** Says below what is shown which zone its times are in. */
export function ZoneNote({ zone }: { zone: string }) {
  const { t } = useTranslation()
  return (
    <Text fz="xs" c="dimmed" mt="sm">
      {t('data.zone', { zone })}
    </Text>
  )
}

/** The same for a list, whose times are in the zone of each store. */
export function ZonesNote({ of }: { of: ReadonlyArray<{ readonly timeZone: string }> }) {
  const { t } = useTranslation()
  const [zone, ...more] = new Set(of.map(({ timeZone }) => timeZone))
  if (zone === undefined) return null
  return (
    <Text fz="xs" c="dimmed">
      {more.length === 0 ? t('data.zone', { zone }) : t('data.zones')}
    </Text>
  )
}

/** The same for what is of no one store: its times are in the zone of whoever looks. */
export function OwnZoneNote() {
  return <ZonesNote of={[{ timeZone: browserZone() }]} />
}
