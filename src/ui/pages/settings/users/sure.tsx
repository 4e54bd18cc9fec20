import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Question } from '../../../parts/dialog.tsx'
import { say } from '../../../parts/problems.tsx'

interface SureProps {
  readonly question: string
  readonly yes: string
  readonly onYes: () => Promise<unknown>
  /** Said afterwards; without it, there is something to be seen. */
  readonly done?: string
  readonly onDone: () => void
  readonly grave?: boolean
  readonly children?: ReactNode
}

/** Asks, does it, and says that it is done or why it is not. */
export function Sure({ onYes, done, onDone, ...asked }: SureProps) {
  const { mutate, error, isPending } = useMutation({
    mutationFn: onYes,
    onSuccess: () => {
      if (done === undefined) return
      say(done)
      onDone()
    },
  })
  return <Question {...asked} onYes={() => mutate()} onNo={onDone} busy={isPending} failure={error} />
}
