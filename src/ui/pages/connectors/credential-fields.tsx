import { PasswordInput, TextInput } from '@mantine/core'
import type { Field } from '../../api/types.ts'

interface CredentialFieldsProps {
  readonly fields: readonly Field[]
  readonly values: Readonly<Record<string, string>>
  readonly errors: Readonly<Record<string, string>>
  readonly onChange: (name: string, value: string) => void
}

/** In the order of the form's words: Access token, API URL, Secret; what else a system asks for comes after. */
function accessFirst(fields: readonly Field[]): Field[] {
  const order = ['accessToken', 'apiUrl', 'secret']
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)
  return [...fields].sort((a, b) => place(a.name) - place(b.name))
}

/** What a system needs to be let in with; its own word stands beside ours. */
export function CredentialFields({ fields, values, errors, onChange }: CredentialFieldsProps) {
  return accessFirst(fields).map(({ name, label, systemLabel, help, placeholder, secret }) => {
    const Input = secret ? PasswordInput : TextInput
    return (
      <Input
        key={name}
        label={systemLabel ? `${label} — ${systemLabel}` : label}
        description={help}
        placeholder={placeholder}
        value={values[name] ?? ''}
        error={errors[name]}
        autoComplete="off"
        spellCheck={false}
        data-1p-ignore
        required
        withAsterisk={false}
        onChange={event => onChange(name, event.currentTarget.value)}
      />
    )
  })
}
