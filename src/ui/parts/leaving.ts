import { useBlocker } from '@tanstack/react-router'
import { useEffect } from 'react'

const nothing = () => false
let holds = nothing

/** Whether the page that is shown holds what somebody has typed and not saved. */
export const isHalfFilled = (): boolean => holds()

/** Leaving a half-filled form asks first, and a session that ends does not throw it away. */
export function useLeaving(half: () => boolean) {
  useEffect(() => {
    holds = half
    return () => {
      holds = nothing
    }
  }, [half])
  return useBlocker({ shouldBlockFn: half, enableBeforeUnload: half, withResolver: true })
}
