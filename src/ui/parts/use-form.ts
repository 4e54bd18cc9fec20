import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiError } from '../api/client.ts'

type Inputs = Readonly<Record<string, string>>

/** The state of a small form: what is typed, whether it is being sent, and what was refused. */
export function useForm<Values extends Inputs>(empty: Values, send: (values: Values) => Promise<unknown>) {
  const [values, setValues] = useState(empty)
  // What was sent, passwords among it, is not kept once the form is gone.
  const { mutate, error: failure, isPending: busy } = useMutation({ mutationFn: send, gcTime: 0 })
  const wrong = failure instanceof ApiError ? failure.fields : {}
  const input = (name: keyof Values & string) => ({
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setValues({ ...values, [name]: event.currentTarget.value }),
    error: wrong[name],
    required: true,
    withAsterisk: false,
  })
  /** Whether an input says what was refused. */
  const isTold = Object.keys(wrong).some(name => name in values)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    mutate(values)
  }
  return { input, failure, isTold, busy, onSubmit, clear: () => setValues(empty) }
}
