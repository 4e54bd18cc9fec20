import { Title } from '@mantine/core'
import type { ReactNode } from 'react'

/** A card under a heading of its own. */
export function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card card-pad">
      <Title order={2} mb="sm">
        {title}
      </Title>
      {children}
    </section>
  )
}

/** One line of a list of `facts`. */
export const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children || '–'}</dd>
  </>
)
