import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError, send } from '../../api/client.ts'
import { refreshConnections } from '../../api/queries.ts'
import type { ConnectionDetail, Connector } from '../../api/types.ts'
import { useGo } from '../../parts/go.tsx'
import { findOrCreatePlaces } from '../../parts/place-select.tsx'
import { fieldFailures, useVerification } from './use-verification.ts'

/** Today as the calendar of this browser has it. */
const today = (): string => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10)

const emptyForm = () => ({ name: '', orderStart: today(), warehouse: '', companyGroup: '' })

export type FormValues = ReturnType<typeof emptyForm>

/** The form of a new connection: what is filled in, what verification said of it, and how it is saved. */
export function useConnectionForm(connectors: readonly Connector[]) {
  const [system, setSystem] = useState(connectors.length === 1 ? connectors[0]!.id : null)
  const [form, setForm] = useState(emptyForm)
  // Whoever looks at another system finds on the way back what was typed.
  const [typed, setTyped] = useState<Record<string, Record<string, string>>>({})
  const credential = typed[system ?? ''] ?? {}
  const [consents, setConsents] = useState<Record<string, string>>({})
  const authorizationId = consents[system ?? '']
  const { verification, offered, verify, reset } = useVerification('/connections/verify')
  const { saving, saved } = useSaving(reset)
  const { error: failure, reset: forget } = saving
  const half =
    JSON.stringify(form) !== JSON.stringify(emptyForm()) ||
    Object.values(typed).some(one => Object.values(one).some(Boolean))
  return {
    system,
    form,
    credential,
    verification,
    offered,
    saving: saving.isPending,
    failure,
    isHalfFilled: () => half && !saved.current,
    errors: {
      ...problemFields(verification.failure),
      ...problemFields(failure),
      ...fieldFailures(verification.checks),
    } as Readonly<Record<string, string>>,
    edit: (change: Partial<FormValues>) => setForm({ ...form, ...change }),
    /** What was verified is verified no more. */
    editCredential(name: string, value: string) {
      setTyped({ ...typed, [system ?? '']: { ...credential, [name]: value } })
      forget()
      reset(name)
    },
    fillIn(values: Readonly<Record<string, string>>, consentId?: string) {
      if (consentId !== undefined) setConsents({ ...consents, [system ?? '']: consentId })
      setTyped({ ...typed, [system ?? '']: { ...credential, ...values } })
      forget()
      reset()
    },
    chooseSystem(id: string | null) {
      setSystem(id)
      forget()
      reset()
    },
    verify() {
      forget()
      void verify({ externalSystem: system, credential, authorizationId })
    },
    save() {
      const token = verification.report?.verificationToken
      saving.mutate({
        form,
        verified: { externalSystem: system, credential, authorizationId, verificationToken: token },
      })
    },
  }
}

interface Saving {
  readonly form: FormValues
  readonly verified: object
}

function useSaving(reset: () => void) {
  const go = useGo()
  const [saved] = useState({ current: false })
  const saving = useMutation({
    mutationFn: async ({ form: { name, orderStart, ...places }, verified }: Saving) => {
      const body = { name, orderStart, ...(await findOrCreatePlaces(places)), ...verified }
      const { id } = await send<ConnectionDetail>('POST', '/connections', body)
      saved.current = true
      await refreshConnections()
      go(`/settings/connectors/${id}/first-imports`)
    },
    onError: error => {
      if (error instanceof ApiError && error.code?.startsWith('token_')) reset()
    },
  })
  return { saving, saved }
}

export const problemFields = (failure: unknown): Readonly<Record<string, string>> =>
  failure instanceof ApiError
    ? Object.fromEntries(
        Object.entries(failure.fields).map(([name, words]) => [name.replace(/^credential\./, ''), words]),
      )
    : {}
