import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Connector, Field } from '../../api/types.ts'

type Values = Readonly<Record<string, string>>

/** The fields that the operator lends values for, as long as the others have what they have. */
function lentFields({ fields }: Connector, values: Values): Field[] {
  const initialOf = (name: string) => fields.find(field => field.name === name)?.initial ?? ''
  return fields.filter(({ lent }) => {
    if (lent === undefined) return false
    const { field, is } = lent.while
    return (values[field] ?? initialOf(field)).trim() === is
  })
}

/** Whether the operator's app is used, which needs no fields, or one of the person's own. */
export function useLentApp(connector: Connector, values: Values, hasOwn: boolean) {
  const [wantsOwn, setWantsOwn] = useState(hasOwn)
  const lent = lentFields(connector, values)
  const isLent = lent.length > 0 && !wantsOwn && lent.every(({ name }) => !values[name])
  return {
    lent,
    isLent,
    fields: isLent ? connector.fields.filter(field => !lent.includes(field)) : connector.fields,
    setWantsOwn,
  }
}

interface LentAppProps {
  readonly system: string
  readonly app: ReturnType<typeof useLentApp>
  readonly onFill: (values: Values) => void
}

/** Says whose app it is, and offers the other. */
export function LentApp({ system, app, onFill }: LentAppProps) {
  const { t } = useTranslation()
  const { lent, isLent, setWantsOwn } = app
  if (lent.length === 0) return null
  function change() {
    setWantsOwn(isLent)
    if (!isLent) onFill(Object.fromEntries(lent.map(({ name }) => [name, ''])))
  }
  const fields = lent.map(({ label }) => label).join(', ')
  return (
    <Group gap="xs" justify="space-between">
      <Text fz="sm" c="dimmed" flex={1} miw={240}>
        {t(isLent ? 'connectors.lent.used' : 'connectors.lent.own', { system, fields })}
      </Text>
      <Button size="xs" variant="default" onClick={change}>
        {t(isLent ? 'connectors.lent.useOwn' : 'connectors.lent.useLent')}
      </Button>
    </Group>
  )
}
