import { type FormEvent, useState } from 'react'
import { ApiError } from '../api/client.ts'

type Inputs = Readonly<Record<string, string>>

/** The state of a small form: what is typed, whether it is being sent, and what was refused. */
export function useForm<Values extends Inputs>(empty: Values, send: (values: Values) => Promise<unknown>) {
  const [values, setValues] = useState(empty)
  const [failure, setFailure] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const wrong = failure instanceof ApiError ? failure.fields : {}
  const input = (name: keyof Values & string) => ({
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setValues({ ...values, [name]: event.currentTarget.value }),
    error: wrong[name],
    required: true,
    withAsterisk: false,
  })
  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setFailure(undefined)
    try {
      await send(values)
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return { input, failure, busy, onSubmit: (event: FormEvent) => void submit(event), clear: () => setValues(empty) }
}
