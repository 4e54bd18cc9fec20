import { useBlocker } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiError, send } from '../../api/client.ts'
import { queryClient } from '../../api/queries.ts'
import type { ConnectionDetail, Connector } from '../../api/types.ts'
import { useGo } from '../../parts/go.tsx'
import { findOrCreatePlace } from '../../parts/place-select.tsx'
import { fieldFailures, useVerification } from './use-verification.ts'

/** Today as the calendar of this browser has it. */
const today = (): string => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10)

const emptyForm = () => ({ name: '', orderStart: today(), warehouse: '', companyGroup: '' })

export type FormValues = ReturnType<typeof emptyForm>

/** The form of a new connection: what is filled in, what verification said of it, and how it is saved. */
export function useConnectionForm(connectors: readonly Connector[]) {
  const [system, setSystem] = useState(connectors.length === 1 ? connectors[0]!.id : null)
  const [form, setForm] = useState(emptyForm)
  const [credential, setCredential] = useState<Record<string, string>>({})
  const { verification, verify, reset } = useVerification('/connections/verify')
  const { save, saving, saved, failure, forget } = useSaving(reset)
  const half = JSON.stringify(form) !== JSON.stringify(emptyForm()) || Object.values(credential).some(Boolean)
  const asks = () => half && !saved.current
  return {
    system,
    form,
    credential,
    verification,
    saving,
    failure,
    blocker: useBlocker({ shouldBlockFn: asks, enableBeforeUnload: asks, withResolver: true }),
    errors: {
      ...problemFields(verification.failure),
      ...problemFields(failure),
      ...fieldFailures(verification.checks),
    } as Readonly<Record<string, string>>,
    edit: (change: Partial<FormValues>) => setForm({ ...form, ...change }),
    /** What was verified is verified no more. */
    editCredential(name: string, value: string) {
      setCredential({ ...credential, [name]: value })
      forget()
      reset()
    },
    chooseSystem(id: string | null) {
      setSystem(id)
      setCredential({})
      reset()
    },
    verify() {
      forget()
      void verify({ externalSystem: system, credential })
    },
    save() {
      const token = verification.report?.verificationToken
      void save(form, { externalSystem: system, credential, verificationToken: token })
    },
  }
}

function useSaving(reset: () => void) {
  const go = useGo()
  const [failure, setFailure] = useState<unknown>()
  const [saving, setSaving] = useState(false)
  const [saved] = useState({ current: false })
  async function save({ name, orderStart, warehouse, companyGroup }: FormValues, verified: object) {
    setSaving(true)
    setFailure(undefined)
    try {
      const warehouseId = await findOrCreatePlace('warehouses', warehouse)
      const companyGroupId = await findOrCreatePlace('company-groups', companyGroup)
      const body = { name, orderStart, warehouseId, companyGroupId, ...verified }
      const { id } = await send<ConnectionDetail>('POST', '/connections', body)
      saved.current = true
      await queryClient.invalidateQueries({ queryKey: ['connections'] })
      go(`/settings/connectors/${id}/first-imports`)
    } catch (error) {
      setFailure(error)
      if (error instanceof ApiError && error.code?.startsWith('token_')) reset()
    } finally {
      setSaving(false)
    }
  }
  return { save, saving, saved, failure, forget: () => setFailure(undefined) }
}

const problemFields = (failure: unknown): Readonly<Record<string, string>> =>
  failure instanceof ApiError
    ? Object.fromEntries(
        Object.entries(failure.fields).map(([name, words]) => [name.replace(/^credential\./, ''), words]),
      )
    : {}
