import { Autocomplete, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get, send } from '../api/client.ts'
import { queryClient } from '../api/queries.ts'
import type { List, Place } from '../api/types.ts'

type PlaceKind = 'warehouses' | 'company-groups'

/** The places of a connection by their names; empty: none. */
export interface Places {
  readonly warehouse: string
  readonly companyGroup: string
}

interface PlaceFieldsProps {
  readonly places: Places
  readonly onChange: (change: Partial<Places>) => void
}

/** Where the goods lie and whose the store is. */
export function PlaceFields({ places, onChange }: PlaceFieldsProps) {
  const { t } = useTranslation()
  return (
    <>
      <PlaceSelect
        kind="warehouses"
        label={t('connectors.warehouse')}
        value={places.warehouse}
        onChange={warehouse => onChange({ warehouse })}
      />
      <PlaceSelect
        kind="company-groups"
        label={t('connectors.companyGroup')}
        value={places.companyGroup}
        onChange={companyGroup => onChange({ companyGroup })}
      />
    </>
  )
}

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
function PlaceSelect({ kind, label, value, onChange }: PlaceSelectProps) {
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

interface GroupSelectProps {
  /** The id of one that is there; null: all. */
  readonly value: string | null
  readonly onChange: (id: string | null) => void
}

/** Which company group a key sees. */
export function GroupSelect({ value, onChange }: GroupSelectProps) {
  const { t } = useTranslation()
  const groups = useQuery(placesQuery('company-groups')).data?.items ?? []
  return (
    <NativeSelect
      label={t('connectors.companyGroup')}
      description={t(value === null ? 'settings.keys.seesAll' : 'settings.keys.seesGroup')}
      data={[
        { value: '', label: t('settings.keys.allGroups') },
        ...groups.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={value ?? ''}
      onChange={event => onChange(event.currentTarget.value || null)}
    />
  )
}

/** The ids of the places by these names, which are created if need be. */
export const findOrCreatePlaces = async ({ warehouse, companyGroup }: Places) => ({
  warehouseId: await findOrCreatePlace('warehouses', warehouse),
  companyGroupId: await findOrCreatePlace('company-groups', companyGroup),
})

/** Null for none. */
async function findOrCreatePlace(kind: PlaceKind, name: string): Promise<string | null> {
  const wanted = name.trim()
  if (wanted === '') return null
  const { items } = await queryClient.fetchQuery({ ...placesQuery(kind), staleTime: 0 })
  const known = items.find(one => one.name === wanted)
  if (known) return known.id
  const created = await send<Place>('POST', `/${kind}`, { name: wanted })
  await queryClient.invalidateQueries({ queryKey: [kind] })
  return created.id
}
