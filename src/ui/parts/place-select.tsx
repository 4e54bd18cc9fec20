import { Autocomplete } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get, send } from '../api/client.ts'
import { queryClient } from '../api/queries.ts'
import type { List, Place } from '../api/types.ts'

export type PlaceKind = 'warehouses' | 'company-groups'

interface PlaceSelectProps {
  readonly kind: PlaceKind
  readonly label: string
  /** A name that exists, or one to be created. */
  readonly value: string
  readonly onChange: (name: string) => void
}

const placesQuery = (kind: PlaceKind) => ({
  queryKey: [kind],
  queryFn: () => get<List<Place>>(`/${kind}`),
})

/** A warehouse or company group: one that is there, or a new name, which is created when the form is saved. */
export function PlaceSelect({ kind, label, value, onChange }: PlaceSelectProps) {
  const { t } = useTranslation()
  const places = useQuery(placesQuery(kind)).data?.items ?? []
  const name = value.trim()
  const isNew = name !== '' && !places.some(one => one.name === name)
  return (
    <Autocomplete
      label={`${label} (${t('connectors.optional')})`}
      placeholder={t('connectors.placePlaceholder')}
      data={places.map(one => one.name)}
      value={value}
      onChange={onChange}
      maxLength={100}
      description={isNew ? t('connectors.createPlace', { name }) : undefined}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  )
}

/** The id of the place of that name, which is created if need be; null for none. */
export async function findOrCreatePlace(kind: PlaceKind, name: string): Promise<string | null> {
  const wanted = name.trim()
  if (wanted === '') return null
  const { items } = await queryClient.fetchQuery({ ...placesQuery(kind), staleTime: 0 })
  const known = items.find(one => one.name === wanted)
  if (known) return known.id
  const created = await send<Place>('POST', `/${kind}`, { name: wanted })
  await queryClient.invalidateQueries({ queryKey: [kind] })
  return created.id
}
