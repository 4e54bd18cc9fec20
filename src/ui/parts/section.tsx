import { Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'

/** A part of a page under a heading of its own. */
export function Section({ title, action, children }: { title: ReactNode; action?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{title}</Title>
        {action}
      </Group>
      {children}
    </section>
  )
}
