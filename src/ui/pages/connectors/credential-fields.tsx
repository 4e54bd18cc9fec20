import { Select, TextInput } from '@mantine/core'
import type { Field } from '../../api/types.ts'
import { SecretInput } from '../../parts/secret-input.tsx'
import { PartsField } from './parts-field.tsx'
import type { Offered } from './use-verification.ts'

interface CredentialFieldsProps {
  readonly fields: readonly Field[]
  readonly values: Readonly<Record<string, string>>
  readonly errors: Readonly<Record<string, string>>
  readonly offered: Offered
  /** Of a connection that is saved: it goes on reading the parts of the store that it does. */
  readonly saved?: boolean
  /** Words in place of the help, for what the system has filled in. */
  readonly filledIn?: Readonly<Record<string, string>>
  readonly onChange: (name: string, value: string) => void
}

/** In the order of the form's words: Access token, API URL, Secret; what else a system asks for comes after. */
function accessFirst(fields: readonly Field[]): Field[] {
  const order = ['accessToken', 'apiUrl', 'secret']
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)
  return [...fields].sort((a, b) => place(a.name) - place(b.name))
}

/** What a system needs to be let in with; its own word stands beside ours. */
export function CredentialFields({ filledIn, ...props }: CredentialFieldsProps) {
  const { fields, values, errors, offered, saved, onChange } = props
  const currentOf = (name: string) => values[name] ?? fields.find(field => field.name === name)?.initial ?? ''
  const asked = fields.filter(({ when }) => when === undefined || currentOf(when.field) === when.is)
  return accessFirst(asked).map(({ name, label, systemLabel, help, placeholder, secret, choices, parts }) => {
    const shown = {
      label: systemLabel && systemLabel !== label ? `${label} — ${systemLabel}` : label,
      description: filledIn?.[name] ?? help,
      value: currentOf(name),
      error: errors[name],
      required: true,
      withAsterisk: false,
    }
    if (choices !== undefined && parts)
      return (
        <PartsField
          key={name}
          {...shown}
          whole={choices}
          offered={offered[name] ?? []}
          saved={saved}
          onChange={to => onChange(name, to)}
        />
      )
    if (choices !== undefined)
      return <Select key={name} {...shown} data={choices} allowDeselect={false} onChange={to => onChange(name, to!)} />
    const Input = secret ? SecretInput : TextInput
    return (
      <Input
        key={name}
        {...shown}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        data-1p-ignore
        onChange={event => onChange(name, event.currentTarget.value)}
      />
    )
  })
}
