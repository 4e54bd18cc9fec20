import { Link, type LinkProps, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Search } from '../app/router.tsx'

interface GoProps {
  /** A path with its ids in it. */
  readonly to: string
  readonly search?: Search
  readonly className?: string
  readonly children: ReactNode
  readonly activeOptions?: LinkProps['activeOptions']
  readonly onClick?: () => void
  readonly 'aria-label'?: string
  readonly title?: string
  readonly 'aria-current'?: 'true'
  /** -1: reached with the arrow keys only. */
  readonly tabIndex?: -1
}

/** A link inside the interface. */
export const Go = ({ to, search = {}, className = 'link', ...rest }: GoProps) => (
  <Link to={to as never} search={search as never} className={className} {...rest} />
)

/** Goes somewhere without a click. */
export function useGo() {
  const navigate = useNavigate()
  return (to: string, search: Search = {}, replace = false) =>
    void navigate({ to: to as never, search: search as never, replace })
}
